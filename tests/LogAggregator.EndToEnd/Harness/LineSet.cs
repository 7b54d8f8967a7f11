using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>
/// Compares numbered lines: 1 to n must be there, each once. What is missing must lie in a gap: between the times of
/// its neighbours the service has said that lines are missing.
/// </summary>
static class LineSet
{
    /// <summary>Null if all is well, else what is wrong, for people.</summary>
    public static string? WhatIsWrong(IReadOnlyList<LogRecord> records, int last, bool gapsAllowed = false)
    {
        var gaps = records.Select(r => r.Gap).OfType<Gap>().ToList();
        var counts = new int[last + 1];
        var times = new long[last + 1];
        var strange = new List<string>();
        foreach (var record in records.Where(r => r.Gap is null))
        {
            if (!int.TryParse(record.Message, CultureInfo.InvariantCulture, out var number) || number < 1 || number > last)
            {
                strange.Add(record.Message);
                continue;
            }

            counts[number]++;
            times[number] = record.TimestampNs;
        }

        var missing = Missing(counts).ToList();
        var unexplained = missing.Where(run => !gapsAllowed || !Explained(run, times, gaps)).ToList();
        var twice = Enumerable.Range(1, last).Where(n => counts[n] > 1).ToList();
        if (unexplained.Count == 0 && twice.Count == 0 && strange.Count == 0) return null;
        return Describe(last, unexplained, twice, strange, gaps);
    }

    /// <summary>How many of 1 to n are there.</summary>
    public static int Present(IReadOnlyList<LogRecord> records) => records.Where(r => r.Gap is null).Select(r => r.Message).Distinct().Count();

    static IEnumerable<(int From, int To)> Missing(int[] counts)
    {
        for (var n = 1; n < counts.Length; n++)
        {
            if (counts[n] > 0) continue;
            var from = n;
            while (n + 1 < counts.Length && counts[n + 1] == 0) n++;
            yield return (from, n);
        }
    }

    // Several gaps may lie in one run: something between them was found later and is part of another run then.
    static bool Explained((int From, int To) run, long[] times, List<Gap> gaps)
    {
        var before = run.From == 1 ? long.MinValue : times[run.From - 1];
        var after = run.To == times.Length - 1 ? long.MaxValue : times[run.To + 1];
        return gaps.Any(gap => (before == long.MinValue || gap.FromNs <= before) && (after == long.MaxValue || gap.ToNs >= after)
            && gap.ToNs >= before && gap.FromNs <= after);
    }

    static string Describe(int last, List<(int From, int To)> missing, List<int> twice, List<string> strange, List<Gap> gaps)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"of {last} lines {missing.Sum(run => run.To - run.From + 1)} are missing without a gap that accounts for them");
        text.Append(CultureInfo.InvariantCulture, $" ({string.Join(", ", missing.Take(10).Select(run => $"{run.From}-{run.To}"))})");
        text.Append(CultureInfo.InvariantCulture, $", {twice.Count} came more than once ({string.Join(", ", twice.Take(10))})");
        text.Append(CultureInfo.InvariantCulture, $", {strange.Count} were never printed ({string.Join(" | ", strange.Take(5))})");
        text.Append(CultureInfo.InvariantCulture, $"; gaps: {string.Join(", ", gaps.Take(10).Select(g => $"{g.FromNs}-{g.ToNs} {g.Reason}"))}");
        return text.ToString();
    }
}
