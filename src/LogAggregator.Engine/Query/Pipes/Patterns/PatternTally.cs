using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Execution.Groups;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// Rows of a block counted by pattern and level. That of all rows of a block never changes, so it is kept for the next query. May be used
/// by several threads: texts are filled in, and put in place of equal ones, by one assignment.
/// </summary>
sealed class PatternTally
{
    const int Levels = (int)Level.Critical + 1;

    /// <summary>What a count takes with its trend, and with its share of the texts.</summary>
    const int CountBytes = 140;

    readonly PatternCount[] _counts;
    readonly int[] _trends;

    PatternTally(PatternCount[] counts, int[] trends, TrendAxis axis) => (_counts, _trends, Axis) = (counts, trends, axis);

    /// <summary>What the trends are on.</summary>
    public TrendAxis Axis { get; }

    /// <summary>One for each pattern and level.</summary>
    public Span<PatternCount> Counts => _counts;

    /// <summary>Bytes in memory, about.</summary>
    public long Size => 200 + _counts.Length * CountBytes;

    /// <summary>Rows in each step of the axis.</summary>
    public ReadOnlySpan<int> TrendOf(int count) => _trends.AsSpan(count * Steps, Steps);

    int Steps => StepsOf(Axis);

    public static PatternTally Of(RowGroup group)
    {
        var numbers = new PatternNumbers(group, TextsOf(group));
        var ofRow = numbers.Number();
        var counts = Combine(group, ofRow, numbers.Patterns);
        var axis = new TrendAxis();
        foreach (ref var count in counts.AsSpan())
        {
            axis.Reach(count.FirstNs);
            axis.Reach(count.LastNs);
            count.LastSequence = (ulong)group.Block.Columns.Sequences[count.LastRow];
        }

        return new PatternTally(counts, CountSteps(group, ofRow, counts.Length, axis), axis);
    }

    public static MessageTexts TextsOf(RowGroup group) => new(group, RecordField.For(FieldNames.Message));

    /// <param name="group">The rows.</param>
    /// <param name="ofRow">The pattern of each row; gets the count that the row is in.</param>
    /// <param name="patterns">By their numbers.</param>
    static PatternCount[] Combine(RowGroup group, int[] ofRow, List<string> patterns)
    {
        var (numbers, counts) = (new int[patterns.Count * Levels], new List<PatternCount>());
        var levels = group.Block.Columns.Levels;
        var times = group.Block.Columns.TimestampsNs;
        foreach (var row in group.Rows)
        {
            ref var number = ref numbers[ofRow[row] * Levels + levels[row]];
            if (number == 0)
            {
                counts.Add(new PatternCount(patterns[ofRow[row]], (Level)levels[row]));
                number = counts.Count;
            }

            ofRow[row] = number - 1;
            Count(ref CollectionsMarshal.AsSpan(counts)[number - 1], times[row], row);
        }

        return [.. counts];
    }

    static void Count(ref PatternCount count, long timestampNs, int row)
    {
        count.Rows++;
        if (timestampNs < count.FirstNs) count.FirstNs = timestampNs;
        if (timestampNs >= count.LastNs) (count.LastNs, count.LastRow) = (timestampNs, row);
    }

    static int[] CountSteps(RowGroup group, int[] ofRow, int counts, TrendAxis axis)
    {
        var times = group.Block.Columns.TimestampsNs;
        var steps = StepsOf(axis);
        var trends = new int[counts * steps];
        var (step, begin) = (0L, 0L);
        foreach (var row in group.Rows)
        {
            // Fast path: rows of one step follow each other.
            if (step == 0 || times[row] < begin || times[row] - begin >= axis.StepNs)
            {
                step = axis.StepOf(times[row]);
                begin = step * axis.StepNs;
            }

            trends[ofRow[row] * steps + (int)(step - axis.First)]++;
        }

        return trends;
    }

    static int StepsOf(TrendAxis axis) => (int)(axis.Last - axis.First + 1);
}
