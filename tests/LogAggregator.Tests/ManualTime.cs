using System;

namespace LogAggregator.Tests;

/// <summary>A clock that stands until a test moves it. Its timers are those of the system.</summary>
sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public static ManualTime AtNoon() => new(new DateTimeOffset(2025, 11, 11, 12, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public void Advance(TimeSpan time) => _now += time;
}
