using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes.Patterns;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Groups messages by pattern and level; gives the most frequent first.</summary>
sealed class PatternsOperator(Schema schema, QueryBudget budget) : PipeOperator
{
    /// <summary>Of a group beside its texts: its trend, most of all.</summary>
    const long GroupBytes = 1200;

    /// <summary>Characters of a message kept as an example.</summary>
    const int MaxExample = 1000;

    readonly int _message = schema.Find(FieldNames.Message);
    readonly int _level = schema.Find(FieldNames.Level);
    readonly int _time = schema.Find(FieldNames.Timestamp);
    readonly Dictionary<Value, Dictionary<string, Group>> _groups = [];
    readonly char[] _pattern = new char[MessagePattern.MaxPatternLength];
    readonly TrendAxis _axis = new();
    long _total;

    public override bool Add(TableRow row)
    {
        var message = CellOf(row, _message).ToString();
        var level = CellOf(row, _level);
        if (!_groups.TryGetValue(level, out var ofLevel)) _groups.Add(level, ofLevel = []);
        var pattern = _pattern.AsSpan(0, MessagePattern.Write(message, _pattern));
        if (!ofLevel.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(pattern, out var group))
        {
            if (!budget.Take(GroupBytes + 2 * (pattern.Length + Math.Min(message.Length, MaxExample)), "patterns")) return false;
            ofLevel.Add(pattern.ToString(), group = new Group(level, _axis.NewTrend()));
        }

        _total++;
        Count(group, message, CellOf(row, _time));
        return true;
    }

    public override void Complete()
    {
        var groups = _groups.Values.SelectMany(ofLevel => ofLevel);
        foreach (var (pattern, group) in groups.OrderByDescending(g => g.Value.Count).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            if (!Next.Add(RowOf(pattern, group))) break;
        }

        Next.Complete();
    }

    void Count(Group group, string message, Value time)
    {
        group.Count++;
        if (time.Kind == ValueKind.Time) _axis.Add(group.Trend, time.AsTimeNs);
        if (group.First.IsNull || ValueOrder.Instance.Compare(time, group.First) < 0) group.First = time;
        if (group.Example is not null && ValueOrder.Instance.Compare(time, group.Last) <= 0) return;
        group.Last = time;
        group.Example = message.Length <= MaxExample ? message : message[..MaxExample];
    }

    TableRow RowOf(string pattern, Group group) => new(
    [
        Value.Of(pattern), group.Level, Value.Of(group.Count), Value.Of(Math.Round((double)group.Count / _total, 4)),
        group.First, group.Last, Value.Series(_axis.CountsOf(group.Trend)), Value.Of(group.Example!),
    ]);

    sealed class Group(Value level, Dictionary<long, long> trend)
    {
        public Value Level { get; } = level;

        public Dictionary<long, long> Trend { get; } = trend;

        public long Count { get; set; }

        public Value First { get; set; }

        public Value Last { get; set; }

        /// <summary>The newest message.</summary>
        public string? Example { get; set; }
    }
}
