using System;

namespace LogAggregator.Demo;

/// <summary>When the scenes play, how quickly, and what goes wrong meanwhile. A clock of its own: nothing here knows the real time.</summary>
/// <param name="Start">The first moment.</param>
/// <param name="Pace">How many times the usual amount is printed.</param>
/// <param name="Rhythm">Busy and quiet hours come back after this time.</param>
sealed record DemoDay(DateTimeOffset Start, double Pace, TimeSpan Rhythm)
{
    /// <summary>The history is a day of about 60,000 records, which a page can be tried with; it is stored within a second or two.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);

    /// <summary>Half a record a second is a day's; live there should be something to see: about ten.</summary>
    const double LivePace = 14;

    static readonly TimeSpan LiveRhythm = TimeSpan.FromSeconds(45);

    /// <summary>The database refuses connections.</summary>
    public DemoWindow Outage { get; init; }

    /// <summary>Lines of the web front that nobody read before its log was rotated.</summary>
    public DemoWindow Gap { get; init; }

    /// <summary>Things that happen once in the history, and not live.</summary>
    public bool HasEvents { get; init; }

    /// <summary>Where the history ends; live it does not.</summary>
    public DateTimeOffset End { get; init; } = DateTimeOffset.MaxValue;

    public static DemoDay History(DateTimeOffset end)
    {
        var outage = end - TimeSpan.FromHours(4);
        return new DemoDay(end - Length, Pace: 1, Length)
        {
            End = end,
            HasEvents = true,
            Outage = new DemoWindow(outage, outage + TimeSpan.FromMinutes(12)),
            Gap = new DemoWindow(outage + TimeSpan.FromMinutes(5), outage + TimeSpan.FromSeconds(345)),
        };
    }

    public static DemoDay Live(DateTimeOffset start) => new(start, LivePace, LiveRhythm);

    /// <summary>A random wait around its mean, shorter in busy hours: between 0.4 and 1.6 times the mean rate.</summary>
    public TimeSpan Wait(Random random, DateTimeOffset at, TimeSpan mean)
    {
        var phase = (at - DateTimeOffset.UnixEpoch) / Rhythm;
        var rate = Pace * (1 + 0.6 * Math.Sin(2 * Math.PI * (phase - 0.35)));
        return mean * (-Math.Log(1 - random.NextDouble()) / rate);
    }
}
