/// What a page does beside showing itself: sorting, filtering, unfolding where a link leads. It touches nothing
/// but the page.
enum PageScript {
  static let text = """
    (function(){
    "use strict";
    var all=function(s,e){return Array.prototype.slice.call((e||document).querySelectorAll(s))};
    var find=document.getElementById("find"),group=document.getElementById("group"),found=document.getElementById("found");
    var zh=document.documentElement.lang.indexOf("zh")===0;
    all(".tools").forEach(function(e){e.hidden=false});
    function key(row,i){
      var c=row.cells[i];if(!c)return null;
      if(c.dataset.s!==undefined)return Number(c.dataset.s)||null;
      var t=c.textContent.trim();if(t==="")return null;
      if(c.classList.contains("n")){var n=Number(t.replace(/,/g,""));return isNaN(n)?null:n}
      return t;
    }
    function compare(a,b){
      if(typeof a==="number"&&typeof b==="number")return a-b;
      return String(a).localeCompare(String(b),zh?"zh-CN":"en",{numeric:true});
    }
    function sort(table,i,th){
      var now=th.getAttribute("aria-sort"),first=th.classList.contains("n")?"descending":"ascending";
      var second=first==="ascending"?"descending":"ascending";
      var next=now===first?second:now===second?"none":first;
      all("thead th",table).forEach(function(h){h.setAttribute("aria-sort","none")});
      th.setAttribute("aria-sort",next);
      all("tbody",table).forEach(function(body){
        var rows=all("tr",body).filter(function(r){return !r.classList.contains("group")});
        rows.sort(function(x,y){
          if(next==="none")return x.rowPlace-y.rowPlace;
          var a=key(x,i),b=key(y,i);
          if(a===null||b===null)return a===b?x.rowPlace-y.rowPlace:a===null?1:-1;
          return (next==="ascending"?compare(a,b):compare(b,a))||x.rowPlace-y.rowPlace;
        });
        var held=document.createDocumentFragment();
        rows.forEach(function(r){held.appendChild(r)});
        body.appendChild(held);
      });
    }
    all("table.data").forEach(function(table){
      all("tbody tr",table).forEach(function(r,i){r.rowPlace=i});
      all("thead th",table).forEach(function(th,i){
        // No button element: browsers leave its text out where a header is printed again on the next page.
        var button=document.createElement("span");
        button.setAttribute("role","button");
        button.tabIndex=0;
        while(th.firstChild)button.appendChild(th.firstChild);
        th.appendChild(button);
        th.setAttribute("aria-sort","none");
        button.addEventListener("click",function(){sort(table,i,th)});
        button.addEventListener("keydown",function(e){
          if(e.key==="Enter"||e.key===" "){e.preventDefault();sort(table,i,th)}
        });
      });
    });
    function filter(){
      var text=(find?find.value:"").trim().toLowerCase(),g=group?group.value:"",shown={},rows=0;
      all("[data-u]").forEach(function(e){
        var body=e.parentNode,head=body.rows&&body.rows.length&&body.rows[0].classList.contains("group")?body.rows[0]:null;
        var own=e.dataset.g!==undefined?e.dataset.g:head?head.textContent.trim():"";
        var fits=e.dataset.u.toLowerCase().indexOf(text)>=0&&(!g||own===g);
        e.hidden=!fits;
        if(fits){shown[e.dataset.u]=1;rows++}
      });
      all("tbody").forEach(function(body){
        var head=body.rows.length&&body.rows[0].classList.contains("group")?body.rows[0]:null;
        if(head)head.hidden=!all("tr[data-u]",body).some(function(r){return !r.hidden});
      });
      var count=Object.keys(shown).length;
      if(found)found.textContent=text||g?(zh?"找到 "+count+" 个单位":count+(count===1?" unit":" units")):"";
    }
    if(find){find.addEventListener("input",filter);find.addEventListener("search",filter)}
    if(group)group.addEventListener("change",filter);
    function unfold(open){return function(){all("#units details").forEach(function(d){if(!d.hidden)d.open=open})}}
    var a=document.getElementById("unfold"),b=document.getElementById("fold");
    if(a)a.addEventListener("click",unfold(true));
    if(b)b.addEventListener("click",unfold(false));
    function reveal(){
      var id="";
      try{id=decodeURIComponent(location.hash.slice(1))}catch(e){return}
      var target=id&&document.getElementById(id);
      if(!target)return;
      for(var e=target;e;e=e.parentElement){if(e.tagName==="DETAILS"){e.open=true;e.hidden=false}}
      target.scrollIntoView();
    }
    addEventListener("hashchange",reveal);
    reveal();

    })();

    """

  /// The page looks for a newer one of itself in a hidden frame, and takes its place without losing what was open,
  /// typed or scrolled to.
  static func watching(stamp: String) -> String {
    """
    (function(){
    "use strict";
    var stamp="\(stamp)",place="jifen:"+location.pathname;
    if(self!==top){parent.postMessage({jifen:stamp},"*");return}
    var ids=function(){return Array.prototype.map.call(document.querySelectorAll("details[open]"),function(d){return d.dataset.u||""})};
    addEventListener("message",function(e){
      if(!e.data||typeof e.data.jifen!=="string"||e.data.jifen===stamp)return;
      var find=document.getElementById("find"),group=document.getElementById("group");
      try{sessionStorage.setItem(place,JSON.stringify({y:scrollY,open:ids(),find:find?find.value:"",group:group?group.value:""}))}catch(x){}
      location.reload();
    });
    try{
      var kept=JSON.parse(sessionStorage.getItem(place)||"null");
      sessionStorage.removeItem(place);
      if(kept){
        Array.prototype.forEach.call(document.querySelectorAll("details"),function(d){if(kept.open.indexOf(d.dataset.u||"")>=0)d.open=true});
        var find=document.getElementById("find"),group=document.getElementById("group");
        if(find&&kept.find){find.value=kept.find;find.dispatchEvent(new Event("input"))}
        if(group&&kept.group){group.value=kept.group;group.dispatchEvent(new Event("change"))}
        scrollTo(0,kept.y);
      }
    }catch(x){}
    setInterval(function(){
      if(document.hidden)return;
      var old=document.getElementById("newer");
      if(old)old.remove();
      var frame=document.createElement("iframe");
      frame.id="newer";frame.hidden=true;frame.title="";
      frame.src=location.href.split("#")[0];
      document.body.appendChild(frame);
    },1500);
    })();

    """
  }
}
