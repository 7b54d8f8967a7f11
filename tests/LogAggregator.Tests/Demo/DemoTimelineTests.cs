using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Demo;
using LogAggregator.Demo.Scenes;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Tests.Demo;

public sealed partial class DemoTimelineTests
{
    [Fact]
    public void TheSameSeedAndEndGiveTheSameBytes() => Assert.Equal(DemoDays.Prints.Select(Fingerprint), DemoDays.Of(1).Select(Fingerprint));

    [Fact]
    public void AnotherSeedGivesOtherLines() => Assert.NotEqual(DemoDays.Prints.Select(Fingerprint), DemoDays.Of(2).Select(Fingerprint));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1_000_000)]
    public void ADayHasAboutSixtyThousandPrintsAndHalfAreOfTheChattyContainer(int seed)
    {
        var prints = DemoDays.Of(seed);
        Assert.InRange(prints.Count, 55_000, 65_000);
        Assert.InRange((double)prints.Count(print => print.Container == DemoContainers.Search) / prints.Count, 0.47, 0.53);
    }

    [Fact]
    public void PrintsAreInTheOrderOfTimeAndWithinTheDay()
    {
        var times = DemoDays.Prints.Select(print => print.Time).ToList();
        Assert.Equal(times.Order(), times);
        Assert.True(times[0] >= DemoDays.Day.Start && times[^1] <= DemoDays.End);
        Assert.True(times[^1] > DemoDays.End - TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void EveryContainerPrintsAndIsMarkedAsOfTheDemo()
    {
        Assert.Equal(DemoContainers.All.ToHashSet(), DemoDays.Prints.Select(print => print.Container).ToHashSet());
        Assert.All(DemoContainers.All, container => Assert.StartsWith("demo-", container.Identity.Name, StringComparison.Ordinal));
        Assert.Equal(["demo-home", "demo-shop"], DemoContainers.All.Select(container => container.Identity.Project).Distinct().Order());
        Assert.Equal(DemoContainers.All.Count, DemoContainers.All.Select(container => container.Identity.ShortId).Distinct().Count());
    }

    [Fact]
    public void TheRemovedContainerPrintsNothingInTheLastThreeHours() =>
        Assert.Equal(DemoDays.End - TimeSpan.FromHours(3), DemoDays.Prints.Last(print => print.Container == DemoContainers.Import).Time);

    [Fact]
    public void DuringTheOutageTheWebFrontHasNothingButBadGateways()
    {
        var answers = DemoDays.Prints.Where(print => print.Container == DemoContainers.Web && print.TextOf().Contains("/api/", StringComparison.Ordinal)).ToList();
        var outage = DemoDays.Day.Outage;

        // An answer comes up to some seconds after its request.
        var during = answers.Where(print => print.Time > outage.From + TimeSpan.FromSeconds(8) && print.Time < outage.To).ToList();
        Assert.InRange(during.Count, 200, 2000);
        Assert.All(during, print => Assert.Matches("\" 502 |upstream prematurely closed", print.TextOf()));
        var outside = answers.Where(print => print.Time < outage.From || print.Time > outage.To + TimeSpan.FromSeconds(8));
        Assert.DoesNotContain(outside, print => print.TextOf().Contains("\" 502 ", StringComparison.Ordinal));
    }

    [Fact]
    public void DuringTheOutageDatabaseApiWorkerAndPaymentFail()
    {
        var during = DemoDays.Prints.Where(print => DemoDays.Day.Outage.Contains(print.Time)).ToLookup(print => print.Container, print => print.TextOf());
        Assert.Contains(during[DemoContainers.Database], text => text.Contains("FATAL:  the database system is in recovery mode", StringComparison.Ordinal));
        Assert.Contains(during[DemoContainers.FirstApi], text => text.Contains("Npgsql.NpgsqlException", StringComparison.Ordinal));
        Assert.Contains(during[DemoContainers.SecondApi], text => text.Contains("Npgsql.NpgsqlException", StringComparison.Ordinal));
        Assert.Contains(during[DemoContainers.Worker], text => text.Contains("\n         at Npgsql", StringComparison.Ordinal));
        Assert.Contains(during[DemoContainers.Payment], text => text.Contains("\nCaused by: java.net.ConnectException", StringComparison.Ordinal));
    }

    [Fact]
    public void TheGapIsOfTheWebFrontAndNothingOfItIsInside()
    {
        var gap = Assert.Single(DemoDays.Prints, print => print.Gap is not null);
        Assert.Equal((DemoContainers.Web, GapReason.Rotation), (gap.Container, gap.Gap!.Value.Reason));
        Assert.True(DemoDays.Day.Outage.Contains(gap.Time));
        Assert.DoesNotContain(DemoDays.Prints, print => print.Container == DemoContainers.Web && print.Gap is null && DemoDays.Day.Gap.Contains(print.Time));
    }

    [Fact]
    public void StartsAndStopsTakeTurnsAndLieAroundTheLines()
    {
        foreach (var container in DemoDays.Prints.Where(print => print.Lifecycle is not null).GroupBy(print => print.Container))
        {
            var stops = container.Select(print => print.Lifecycle!.Value.Kind).Where(kind => kind <= LifecycleKind.Stop).Select(kind => kind == LifecycleKind.Stop).ToList();
            Assert.All(stops.Zip(stops.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        }

        var camera = DemoDays.Prints.Where(print => print.Container == DemoContainers.Camera).ToList();
        Assert.Equal(LifecycleKind.Start, camera[0].Lifecycle!.Value.Kind);
        Assert.Equal(Level.Error, camera.Last(print => print.Lifecycle is { Kind: LifecycleKind.Stop }).Lifecycle!.Value.Level);
        Assert.Single(DemoDays.Prints, print => print.Lifecycle is { Kind: LifecycleKind.Recreate });
    }

    [Fact]
    public void WhatIsPausedPrintsNothing()
    {
        var broker = DemoDays.Prints.Where(print => print.Container == DemoContainers.Mqtt).ToList();
        var pause = broker.FindIndex(print => print.Lifecycle is { Kind: LifecycleKind.Pause });
        Assert.Equal(LifecycleKind.Unpause, broker[pause + 1].Lifecycle!.Value.Kind);
        Assert.Equal(TimeSpan.FromSeconds(95), broker[pause + 1].Time - broker[pause].Time);
        var rename = Assert.Single(DemoDays.Prints, print => print.Lifecycle is { Kind: LifecycleKind.Rename }).Lifecycle!.Value;
        Assert.Equal("demo-home-backup-run-5c1d9e was renamed to demo-home-backup-1", rename.Sentence("demo-home-backup-1"));
    }

    [Fact]
    public void EveryOrderOfTheWorkerHasTheTraceOfALineOfTheApi()
    {
        var asked = TracesOf(DemoContainers.FirstApi).Concat(TracesOf(DemoContainers.SecondApi)).ToHashSet();
        var worked = TracesOf(DemoContainers.Worker).ToList();
        Assert.InRange(worked.Count, 200, 3000);
        Assert.Empty(worked.Except(asked));
    }

    [Fact]
    public void EachOddLineIsThereOnce()
    {
        Assert.InRange(Assert.Single(DemoDays.Prints, print => print.Text.Length > 10_000).Text.Length, OddLines.LongLineBytes - 10, OddLines.LongLineBytes);
        Assert.Single(DemoDays.Prints, print => print.TextOf().Contains("<script>", StringComparison.Ordinal));
        Assert.Single(DemoDays.Prints, print => print.TextOf().Contains("👩‍👩‍👧", StringComparison.Ordinal));
        Assert.Single(DemoDays.Prints, print => !System.Text.Unicode.Utf8.IsValid(print.Text));
    }

    [Fact]
    public void LiveAboutElevenLinesASecondComeInUnevenNumbers()
    {
        var live = new DemoTimeline(DemoDay.Live(DemoDays.End), 1);
        var seconds = new int[300];
        for (var second = 0; second < seconds.Length; second++)
            while (live.TryTake(DemoDays.End + TimeSpan.FromSeconds(second + 1), out _)) seconds[second]++;
        Assert.InRange(seconds.Average(), 8, 14);
        Assert.InRange(seconds.Chunk(5).Min(five => five.Average()), 2, 8);
        Assert.InRange(seconds.Chunk(5).Max(five => five.Average()), 12, 30);
    }

    static (DateTimeOffset Time, string Container, string Text) Fingerprint(DemoPrint print) =>
        (print.Time, print.Container.Identity.Name, print.TextOf());

    static IEnumerable<string> TracesOf(DemoContainer container) => DemoDays.Prints.Where(print => print.Container == container)
        .Select(print => TraceId().Match(print.TextOf())).Where(match => match.Success).Select(match => match.Groups[1].Value);

    [GeneratedRegex("trace_id\\W+([0-9a-f]{32})")]
    private static partial Regex TraceId();
}
