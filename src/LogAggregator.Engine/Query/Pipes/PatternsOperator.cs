using System;
using System.Linq;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes.Patterns;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Groups messages by pattern and level; gives the most frequent first.</summary>
sealed class PatternsOperator : PipeOperator
{
    readonly int _message;
    readonly int _level;
    readonly int _time;
    readonly char[] _pattern = new char[MessagePattern.MaxLength];
    readonly TrendAxis _axis = new();
    readonly PatternGroups _groups;
    long _total;

    public PatternsOperator(Schema schema, QueryBudget budget)
    {
        _message = schema.Find(FieldNames.Message);
        _level = schema.Find(FieldNames.Level);
        _time = schema.Find(FieldNames.Timestamp);
        _groups = new PatternGroups(_axis, budget);
        TakesGroups = schema.HoldsRecords;
    }

    public override bool TakesGroups { get; }

    public override bool WantsTallies => TakesGroups;

    public override bool Add(TableRow row)
    {
        var message = CellOf(row, _message).ToString();
        var pattern = _pattern.AsSpan(0, MessagePattern.Write(message, _pattern));
        if (_groups.Find(CellOf(row, _level), pattern, message.Length) is not { } group) return false;
        _total++;
        Count(group, message, CellOf(row, _time), row.Record?.Id.Sequence ?? 0);
        return true;
    }

    public override Func<bool> Prepare(GroupRows rows)
    {
        var tally = PatternTallies.Of(rows.Group);
        return () => Add(tally, PatternTallies.TextsOf(rows.Group).Of);
    }

    public override bool Add(PatternTally tally, Func<int, string> messageOf)
    {
        if (_groups.Find(tally) is not { } groups) return false;
        // Before anything is counted: where a message cannot be read, nothing of the block counts.
        ReadExamples(tally, groups, messageOf);
        var trends = new TrendMerge(tally, _axis);
        for (var i = 0; i < groups.Length; i++)
        {
            Merge(groups[i], tally, i);
            trends.AddNext(tally.Counts[i].Rows, groups[i].Trend);
        }

        return true;
    }

    public override void Complete()
    {
        foreach (var group in _groups.All.OrderByDescending(group => group.Count).ThenBy(group => group.Pattern, StringComparer.Ordinal).ThenBy(group => group.Level, ValueOrder.Instance))
        {
            if (!Next.Add(RowOf(group))) break;
        }

        Next.Complete();
    }

    static void ReadExamples(PatternTally tally, PatternGroup[] groups, Func<int, string> messageOf)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            ref var count = ref tally.Counts[i];
            if (groups[i].IsNewer(count.LastNs, count.LastSequence) && tally.ExampleOf(i) is null) tally.KeepExample(i, PatternGroup.Cut(messageOf(count.LastRow)));
        }
    }

    void Merge(PatternGroup group, PatternTally tally, int index)
    {
        ref var count = ref tally.Counts[index];
        _total += count.Rows;
        group.Count += count.Rows;
        group.Reach(count.FirstNs);
        if (group.IsNewer(count.LastNs, count.LastSequence)) group.Show(Value.Time(count.LastNs), count.LastSequence, tally.ExampleOf(index)!);
    }

    void Count(PatternGroup group, string message, Value time, ulong sequence)
    {
        group.Count++;
        if (time.Kind == ValueKind.Time) _axis.Add(group.Trend, time.AsTimeNs);
        group.Reach(time);
        if (group.IsNewer(time, sequence)) group.Show(time, sequence, message);
    }

    TableRow RowOf(PatternGroup group) => new(
    [
        Value.Of(group.Pattern), group.Level, Value.Of(group.Count), Value.Of(Math.Round((double)group.Count / _total, 4)),
        group.First, group.Last, Value.Series(_axis.CountsOf(group.Trend)), Value.Of(group.Example!),
    ]);
}
