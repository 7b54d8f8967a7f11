using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Fields;
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

    readonly RecordField _messageField = RecordField.For(FieldNames.Message);

    readonly int _message = schema.Find(FieldNames.Message);
    readonly int _level = schema.Find(FieldNames.Level);
    readonly int _time = schema.Find(FieldNames.Timestamp);
    readonly Dictionary<Value, Dictionary<string, Group>> _groups = [];
    readonly char[] _pattern = new char[MessagePattern.MaxLength];
    readonly TrendAxis _axis = new();
    long _total;

    public override bool TakesGroups => schema.HoldsRecords;

    public override bool Add(TableRow row)
    {
        var message = CellOf(row, _message).ToString();
        var pattern = _pattern.AsSpan(0, MessagePattern.Write(message, _pattern));
        if (Find(CellOf(row, _level), pattern, message.Length) is not { } group) return false;
        _total++;
        Count(group, message, CellOf(row, _time), row.Record?.Id.Sequence ?? 0);
        return true;
    }

    public override bool Add(GroupRows rows)
    {
        var patterns = new PatternNumbers(rows, _messageField).Number();
        var keys = KeyNumbers.OfNone(rows.Rows.Count, rows.Group.Block.Columns.Buffers).With(patterns, rows.Rows).With(rows.Column(_level).Number(rows.Rows), rows.Rows);
        var tally = new PatternTally(keys.Keys.Count, _axis);
        tally.Count(rows.Group.Block.Columns.TimestampsNs, keys.OfRow, rows.Rows);
        for (var number = 0; number < keys.Keys.Count; number++)
        {
            if (Find(keys.Keys[number][1], keys.Keys[number][0].ToString(), MaxExample / 4) is not { } group) return false;
            Merge(group, tally[number], rows);
        }

        return true;
    }

    public override void Complete()
    {
        var groups = _groups.Values.SelectMany(ofLevel => ofLevel);
        foreach (var (pattern, group) in groups.OrderByDescending(g => g.Value.Count).ThenBy(g => g.Key, StringComparer.Ordinal).ThenBy(g => g.Value.Level, ValueOrder.Instance))
        {
            if (!Next.Add(RowOf(pattern, group))) break;
        }

        Next.Complete();
    }

    /// <summary>Null if there is no memory for another group and an example of that length.</summary>
    Group? Find(Value level, ReadOnlySpan<char> pattern, int exampleLength)
    {
        if (!_groups.TryGetValue(level, out var ofLevel)) _groups.Add(level, ofLevel = []);
        if (ofLevel.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(pattern, out var group)) return group;
        if (!budget.Take(GroupBytes + 2 * (pattern.Length + Math.Min(exampleLength, MaxExample)), "patterns")) return null;
        ofLevel.Add(pattern.ToString(), group = new Group(level, _axis.NewTrend()));
        return group;
    }

    void Merge(Group group, in PatternCount count, GroupRows rows)
    {
        _total += count.Rows;
        group.Count += count.Rows;
        foreach (var (step, inStep) in count.Trend) TrendAxis.Add(group.Trend, step, inStep);
        if (group.First.IsNull || count.FirstNs < group.First.AsTimeNs) group.First = Value.Time(count.FirstNs);
        var sequence = (ulong)rows.Group.Block.Columns.Sequences[count.LastRow];
        if (IsNewer(group, Value.Time(count.LastNs), sequence)) Show(group, Value.Time(count.LastNs), sequence, rows.Group.Read(count.LastRow, _messageField).ToString());
    }

    static void Show(Group group, Value time, ulong sequence, string message)
    {
        (group.Last, group.LastSequence) = (time, sequence);
        group.Example = message.Length <= MaxExample ? message : message[..MaxExample];
    }

    void Count(Group group, string message, Value time, ulong sequence)
    {
        group.Count++;
        if (time.Kind == ValueKind.Time) _axis.Add(group.Trend, time.AsTimeNs);
        if (group.First.IsNull || ValueOrder.Instance.Compare(time, group.First) < 0) group.First = time;
        if (IsNewer(group, time, sequence)) Show(group, time, sequence, message);
    }

    static bool IsNewer(Group group, Value time, ulong sequence)
    {
        if (group.Example is null) return true;
        var order = ValueOrder.Instance.Compare(time, group.Last);
        return order > 0 || (order == 0 && sequence > group.LastSequence);
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

        /// <summary>Of the newest record: of several of one time the one that came last.</summary>
        public ulong LastSequence { get; set; }

        /// <summary>The newest message.</summary>
        public string? Example { get; set; }
    }
}
