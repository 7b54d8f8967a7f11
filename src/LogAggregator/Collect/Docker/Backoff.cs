using System;

namespace LogAggregator.Collect.Docker;

/// <summary>How long to wait before the next try: doubles from <paramref name="first"/> to <paramref name="longest"/>, give or take a quarter.</summary>
sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    int _failures;

    public TimeSpan Next()
    {
        var wait = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, 30)));
        lock (random)
            return TimeSpan.FromMilliseconds(wait * (0.75 + random.NextDouble() / 2));
    }

    public void Reset() => _failures = 0;
}
