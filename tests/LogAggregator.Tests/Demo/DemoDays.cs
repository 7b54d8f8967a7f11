using System;
using System.Collections.Generic;
using System.Text;
using LogAggregator.Demo;

namespace LogAggregator.Tests.Demo;

/// <summary>Days that are generated once for all tests: they cannot be changed.</summary>
static class DemoDays
{
    public static DateTimeOffset End { get; } = new(2025, 11, 11, 12, 0, 0, TimeSpan.Zero);

    public static DemoDay Day { get; } = DemoDay.History(End);

    public static IReadOnlyList<DemoPrint> Prints { get; } = Of(1);

    public static IReadOnlyList<DemoPrint> Of(int seed)
    {
        var timeline = new DemoTimeline(DemoDay.History(End), seed);
        var prints = new List<DemoPrint>();
        while (timeline.TryTake(End, out var print)) prints.Add(print);
        return prints;
    }

    public static string TextOf(this DemoPrint print) => Encoding.UTF8.GetString(print.Text);
}
