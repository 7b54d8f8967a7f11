using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// Rows counted by pattern and level. That of all rows of a block never changes, so it is kept for the next query. May be used by several
/// threads: texts are filled in, and put in place of equal ones, by one assignment.
/// </summary>
sealed class PatternTally
{
    const int Levels = (int)Level.Critical + 1;

    readonly PatternCount[] _counts;
    readonly TrendPart[] _trends;
    string?[]? _examples;

    PatternTally(PatternCount[] counts, TrendPart[] trends, TrendAxis axis) => (_counts, _trends, Axis) = (counts, trends, axis);

    /// <summary>What the trends are on.</summary>
    public TrendAxis Axis { get; }

    /// <summary>One for each pattern and level.</summary>
    public Span<PatternCount> Counts => _counts;

    /// <summary>The trends of all counts one after another: each has the parts that its rows add up to.</summary>
    public ReadOnlySpan<TrendPart> Trends => _trends;

    /// <summary>Bytes in memory, about; texts are those of all tallies.</summary>
    public long Size => 300 + 48 * _counts.Length + 4 * _trends.Length;

    /// <summary>The message of the newest row of a count, once somebody asked for it.</summary>
    public string? ExampleOf(int count) => Volatile.Read(ref _examples)?[count];

    public void KeepExample(int count, string message)
    {
        var examples = Volatile.Read(ref _examples) ?? Interlocked.CompareExchange(ref _examples, new string?[_counts.Length], null) ?? _examples;
        examples[count] = message;
    }

    /// <param name="patterns">By their numbers.</param>
    /// <param name="ofRow">The pattern of each row; is used up.</param>
    /// <param name="rows">Those that count.</param>
    /// <param name="levels">Of each row.</param>
    /// <param name="timestampsNs">Of each row.</param>
    /// <param name="sequences">Of each row.</param>
    public static PatternTally Of(IReadOnlyList<string> patterns, int[] ofRow, RowSet rows, ReadOnlySpan<int> levels, ReadOnlySpan<long> timestampsNs, ReadOnlySpan<long> sequences)
    {
        var counts = Combine(patterns, ofRow, rows, levels, timestampsNs);
        var axis = new TrendAxis();
        foreach (ref var count in counts.AsSpan())
        {
            axis.Reach(count.FirstNs);
            axis.Reach(count.LastNs);
            count.LastSequence = (ulong)sequences[count.LastRow];
        }

        return new PatternTally(counts, Trend(counts.Length, ofRow, rows, timestampsNs, axis), axis);
    }

    /// <summary>From then on the number of each row is that of its count.</summary>
    static PatternCount[] Combine(IReadOnlyList<string> patterns, int[] ofRow, RowSet rows, ReadOnlySpan<int> levels, ReadOnlySpan<long> timestampsNs)
    {
        var (numbers, counts) = (new int[patterns.Count * Levels], new List<PatternCount>());
        foreach (var row in rows)
        {
            ref var number = ref numbers[ofRow[row] * Levels + levels[row]];
            if (number == 0)
            {
                counts.Add(new PatternCount(patterns[ofRow[row]], (Level)levels[row]));
                number = counts.Count;
            }

            ofRow[row] = number - 1;
            Count(ref CollectionsMarshal.AsSpan(counts)[number - 1], timestampsNs[row], row);
        }

        return [.. counts];
    }

    static void Count(ref PatternCount count, long timestampNs, int row)
    {
        count.Rows++;
        if (timestampNs < count.FirstNs) count.FirstNs = timestampNs;
        if (timestampNs >= count.LastNs) (count.LastNs, count.LastRow) = (timestampNs, row);
    }

    static TrendPart[] Trend(int counts, int[] ofRow, RowSet rows, ReadOnlySpan<long> timestampsNs, TrendAxis axis)
    {
        var inStep = ArrayPool<int>.Shared.Rent(counts * TrendAxis.MaxSteps);
        inStep.AsSpan().Clear();
        var (step, begin) = (-1, 0L);
        foreach (var row in rows)
        {
            // Fast path: rows of one step follow each other.
            if (step < 0 || timestampsNs[row] < begin || timestampsNs[row] - begin >= axis.StepNs)
            {
                step = (int)(axis.StepOf(timestampsNs[row]) - axis.First);
                begin = (axis.First + step) * axis.StepNs;
            }

            inStep[ofRow[row] * TrendAxis.MaxSteps + step]++;
        }

        var parts = new List<TrendPart>();
        for (var i = 0; i < counts * TrendAxis.MaxSteps; i++)
        {
            if (inStep[i] > 0) parts.Add(new TrendPart(i % TrendAxis.MaxSteps, inStep[i]));
        }

        ArrayPool<int>.Shared.Return(inStep);
        return [.. parts];
    }
}
