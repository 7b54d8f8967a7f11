using System;

namespace LogAggregator.Load.Corpus;

/// <summary>Picks 0…count-1, the small ones far more often: the n-th with a weight of 1/n, as words and users are.</summary>
sealed class Zipf
{
    readonly double[] _cumulative;

    public Zipf(int count)
    {
        _cumulative = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++) _cumulative[i] = sum += 1.0 / (i + 1);
        for (var i = 0; i < count; i++) _cumulative[i] /= sum;
    }

    public int Next(Random random)
    {
        var at = Array.BinarySearch(_cumulative, random.NextDouble());
        return Math.Min(at < 0 ? ~at : at, _cumulative.Length - 1);
    }
}
