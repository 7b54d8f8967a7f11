using System.Threading;

namespace LogAggregator.Metrics;

/// <summary>A number that rises and falls. <paramref name="name"/> is its Prometheus name, <paramref name="help"/> one sentence.</summary>
sealed class Gauge(string name, string help)
{
    long _value;

    public string Name { get; } = name;

    public string Help { get; } = help;

    public long Value => Interlocked.Read(ref _value);

    public void Set(long value) => Interlocked.Exchange(ref _value, value);

    public void Add(long amount) => Interlocked.Add(ref _value, amount);
}
