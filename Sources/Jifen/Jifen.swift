@_exported import Auditing
@_exported import Diagnostics
@_exported import Engine
@_exported import Exact
@_exported import Reports
@_exported import Semantics
