using System.Threading;

namespace LogAggregator.Metrics;

/// <summary>A number that only rises. <paramref name="name"/> is its Prometheus name, <paramref name="help"/> one sentence.</summary>
sealed class Counter(string name, string help)
{
    long _value;

    public string Name { get; } = name;

    public string Help { get; } = help;

    public long Value => Interlocked.Read(ref _value);

    public void Add(long amount) => Interlocked.Add(ref _value, amount);

    public void Increment() => Interlocked.Increment(ref _value);
}
