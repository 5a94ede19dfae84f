-- RuleSets/yanjin-2024.jifen by hand, for the sqlite3 command line: the table, its lists, its checks and what jifen says
-- besides. The table t is what .import makes of Examples/yanjin-2024/采用情况.csv: texts, blanks as "". Each figure is
-- worked out once, and ranks by window functions, as whoever knows SQL would write it.

create temp table scored as
with cells as (
  select rowid as 表序, 类, 组, 单位, 约稿量 + 0 as 约稿量, 约稿报送量 + 0 as 约稿报送量, 约稿得分 + 0 as 约稿得分,
    重点提示报送量 + 0 as 重点提示报送量, 重点提示得分 + 0 as 重点提示得分, 省单条 + 0 as 省单条, 省综合 + 0 as 省综合,
    省专期 + 0 as 省专期, 市单条 + 0 as 市单条, 市专期 + 0 as 市专期, 县单条 + 0 as 县单条, 县专期 + 0 as 县专期,
    批示原分 + 0 as 批示原分, 数据差错 + 0 as 数据差错, 重复抄袭 + 0 as 重复抄袭, 上期累计 + 0 as 上期累计, 印发得分,
    印发占任务, 约稿量 || 约稿报送量 || 约稿得分 || 重点提示报送量 || 重点提示得分 || 省单条 || 省综合 || 省专期 || 市单条
      || 市专期 || 县单条 || 县专期 || 批示原分 || 数据差错 || 重复抄袭 || 上期累计 || 印发得分 || 印发占任务 = '' as 全空,
    case 组 when '乡镇街道' then 40 when '县直一类' then 40 when '县直二类' then 30 when '县直三类' then 15
      when '县直四类' then 10 end as 年目标
  from t),
points as (
  select *, 3 * 批示原分 - 5 * 数据差错 - 3 * 重复抄袭 as 加减分,
    5 * 省单条 + 10 * 省综合 + 20 * 省专期 + 5 * 市单条 + 10 * 市专期 + 县单条 + 2 * 县专期 + 3 * 批示原分 + 约稿得分
      + 重点提示得分 - 5 * 数据差错 - 3 * 重复抄袭 as 本期得分
  from cells)
select *, 上期累计 + 本期得分 as 总分, first_value(表序) over (partition by 组 order by 表序) as 组序,
  rank() over (partition by 组, 全空 order by 上期累计 + 本期得分 desc, 本期得分 desc) as 名次
from points;

-- Cells out of bounds: none may be.
select '超出范围', 单位 from scored
where 约稿得分 not between -5 * 约稿量 and 2 * 约稿报送量 - 5 * (约稿量 - 约稿报送量)
  or 重点提示得分 not between 0 and 2 * 重点提示报送量 or 批示原分 < 0;

-- The published table: blanks stay blank, zero totals are blank; rounded half up in whole numbers.
select 类 as 组, 年目标, 单位, nullif(约稿量, 0) as 约稿量,
  case when 约稿量 <> 0 or 约稿报送量 <> 0 then 约稿报送量 end as 约稿报送量, nullif(约稿得分, 0) as 约稿得分,
  nullif(重点提示报送量, 0) as 重点提示报送量, nullif(重点提示得分, 0) as 重点提示得分, nullif(省单条, 0) as 省单条,
  nullif(省专期, 0) as 省专期, nullif(市单条, 0) as 市单条, nullif(市专期, 0) as 市专期, nullif(县单条, 0) as 县单条,
  nullif(县专期, 0) as 县专期, nullif(加减分, 0) as 加减分, nullif(本期得分, 0) as 本期得分, nullif(总分, 0) as 总分,
  case when 总分 <> 0 then ((总分 * 200 + 年目标) / (2 * 年目标)) || '%' end as 占任务
from scored order by 组序, 全空, 名次, 表序;

-- Lists.
select '约稿未报', group_concat(单位, '、') from (select 单位 from scored where 约稿报送量 < 约稿量 order by 表序);
select '任务过半', 组, group_concat(case when 2 * 总分 >= 年目标 then 单位 end, '、')
from (select * from scored order by 组序, 全空, 名次, 表序) group by 组序;

-- The method's checks, one row each.
select '乡镇和街道', count(*) = 13 from scored where 类 = '乡镇街道'
union all select '县直单位', count(*) = 40 from scored where 类 = '县直单位'
union all select '本期得分与印发一致', min(本期得分 = 印发得分 + 0) from scored where 印发得分 <> '' and 单位 <> '农业农村局'
union all select '占任务与印发一致', min((总分 * 200 + 年目标) / (2 * 年目标) = rtrim(印发占任务, '%') + 0)
from scored where 印发占任务 <> ''
union all select '点名任务过半的五个单位', min(单位 not in ('塔铺街道', '司寨乡', '东屯镇', '农业农村局', '供销社') or 2 * 总分 >= 年目标)
from scored;

-- What jifen says besides: units out of the ranking, and without a target.
select '不参加排名', group_concat(单位, '、') from scored where 全空;
select '没有年目标', group_concat(单位, '、') from scored where 年目标 is null;
