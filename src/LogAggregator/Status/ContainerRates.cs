using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;

namespace LogAggregator.Status;

/// <summary>
/// Records per second of each container over the last minute, from totals that the store has anyway, looked at every ten
/// seconds. A container is known here by its id of 12 digits, or its name where it has none.
/// </summary>
sealed class ContainerRates(ILogStore store, TimeProvider time)
{
    static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    /// <summary>Seven looks span a minute.</summary>
    const int Looks = 7;

    readonly Queue<Look> _looks = new();

    /// <summary>Replaced whole at each look.</summary>
    volatile Dictionary<string, double> _rates = [];

    public static string KeyOf(string containerId, string containerName) => containerId.Length > 0 ? containerId : containerName;

    public double RateOf(string key) => _rates.TryGetValue(key, out var rate) ? rate : 0;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        LookOnce();
        using var timer = new PeriodicTimer(Step, time);
        while (await timer.WaitForNextTickAsync(cancellationToken)) LookOnce();
    }

    /// <summary>Called by one thread only.</summary>
    public void LookOnce()
    {
        var now = new Look(time.GetTimestamp(), Totals());
        if (_looks.Count == Looks) _looks.Dequeue();
        if (_looks.TryPeek(out var oldest)) _rates = Rates(oldest, now);
        _looks.Enqueue(now);
    }

    Dictionary<string, long> Totals()
    {
        var totals = new Dictionary<string, long>();
        foreach (var source in store.Sources)
        {
            var key = KeyOf(source.Source.ContainerId, source.Source.ContainerName);
            totals[key] = totals.GetValueOrDefault(key) + source.Records;
        }

        return totals;
    }

    /// <summary>Retention lowers totals; that is no negative rate.</summary>
    Dictionary<string, double> Rates(Look from, Look to)
    {
        var seconds = time.GetElapsedTime(from.Timestamp, to.Timestamp).TotalSeconds;
        var rates = new Dictionary<string, double>();
        foreach (var (key, total) in to.Totals)
        {
            var added = total - from.Totals.GetValueOrDefault(key);
            if (added > 0 && seconds > 0) rates[key] = added / seconds;
        }

        return rates;
    }

    readonly record struct Look(long Timestamp, IReadOnlyDictionary<string, long> Totals);
}
