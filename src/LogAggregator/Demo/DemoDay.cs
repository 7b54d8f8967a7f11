using System;

namespace LogAggregator.Demo;

/// <summary>When the scenes play, how quickly, and what goes wrong meanwhile. A clock of its own: nothing here knows the real time.</summary>
/// <param name="Start">The first moment.</param>
/// <param name="Pace">How many times the usual amount is printed.</param>
/// <param name="Rhythm">Busy and quiet hours come back after this time.</param>
/// <param name="Swing">How much busier than usual the busiest moment is, and the quietest quieter: 0 to less than 1.</param>
sealed record DemoDay(DateTimeOffset Start, double Pace, TimeSpan Rhythm, double Swing)
{
    /// <summary>The history is a day of about 60,000 records, which a page can be tried with; it is stored within a second or two.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);

    /// <summary>When the backup runs.</summary>
    public static readonly TimeSpan NightlyBackupBeforeEnd = TimeSpan.FromHours(10);

    const double DaySwing = 0.6;

    /// <summary>The day has 0.7 records a second; live there should be something to see: about 11.</summary>
    const double LivePace = 16;
    const double LiveSwing = 0.4;

    static readonly TimeSpan LiveRhythm = TimeSpan.FromSeconds(20);

    /// <summary>The database refuses connections.</summary>
    public DemoWindow Outage { get; init; }

    /// <summary>Lines of the web front that nobody read before its log was rotated.</summary>
    public DemoWindow Gap { get; init; }

    /// <summary>The MQTT broker is paused while its database is copied.</summary>
    public DemoWindow Pause { get; init; }

    /// <summary>Things that happen once in the history, and not live.</summary>
    public bool HasEvents { get; init; }

    /// <summary>Where the history ends; live it does not.</summary>
    public DateTimeOffset End { get; init; } = DateTimeOffset.MaxValue;

    public static DemoDay History(DateTimeOffset end)
    {
        var outage = end - TimeSpan.FromHours(4);
        return new DemoDay(end - Length, Pace: 1, Length, DaySwing)
        {
            End = end,
            HasEvents = true,
            Outage = new DemoWindow(outage, outage + TimeSpan.FromMinutes(12)),
            Pause = new DemoWindow(end - NightlyBackupBeforeEnd, end - NightlyBackupBeforeEnd + TimeSpan.FromSeconds(95)),
            Gap = new DemoWindow(outage + TimeSpan.FromMinutes(5), outage + TimeSpan.FromSeconds(345)),
        };
    }

    public static DemoDay Live(DateTimeOffset start) => new(start, LivePace, LiveRhythm, LiveSwing);

    /// <summary>A random wait around its mean, shorter in busy hours.</summary>
    public TimeSpan Wait(Random random, DateTimeOffset at, TimeSpan mean)
    {
        var phase = (at - DateTimeOffset.UnixEpoch) / Rhythm;
        var rate = Pace * (1 + Swing * Math.Sin(2 * Math.PI * (phase - 0.35)));
        return mean * (-Math.Log(1 - random.NextDouble()) / rate);
    }
}
