using System;
using System.Collections.Generic;
using System.Linq;

namespace LogAggregator.Engine.Query.Pipes.Aggregation;

/// <summary>
/// Counts numbers in buckets that each span 2 % of their value, so that any rank is known within 1 % (as DDSketch: Masson, Rim, Lee,
/// VLDB 2019). A few hundred buckets for durations; numbers nearer to 0 than 1e-9 count as 0.
/// </summary>
sealed class LogSketch(QueryBudget budget)
{
    const double Accuracy = 0.01;
    const double Gamma = (1 + Accuracy) / (1 - Accuracy);
    const double Smallest = 1e-9;
    const int BucketBytes = 40;

    static readonly double LogGamma = Math.Log(Gamma);

    readonly Dictionary<int, long> _positive = [];
    readonly Dictionary<int, long> _negative = [];
    long _zeros;

    public long Count { get; private set; }

    public void Add(double number)
    {
        Count++;
        if (Math.Abs(number) < Smallest) _zeros++;
        else AddTo(number > 0 ? _positive : _negative, (int)Math.Ceiling(Math.Log(Math.Abs(number)) / LogGamma));
    }

    /// <param name="rank">From 1 to <see cref="Count"/>, the smallest number first.</param>
    public double ValueAt(long rank)
    {
        foreach (var (bucket, count) in _negative.OrderByDescending(pair => pair.Key))
            if ((rank -= count) <= 0) return -MiddleOf(bucket);
        if ((rank -= _zeros) <= 0) return 0;
        var last = 0.0;
        foreach (var (bucket, count) in _positive.OrderBy(pair => pair.Key))
        {
            last = MiddleOf(bucket);
            if ((rank -= count) <= 0) break;
        }

        return last;
    }

    static double MiddleOf(int bucket) => 2 * Math.Pow(Gamma, bucket) / (Gamma + 1);

    void AddTo(Dictionary<int, long> buckets, int bucket)
    {
        if (!buckets.TryGetValue(bucket, out var count)) budget.Take(BucketBytes, "stats");
        buckets[bucket] = count + 1;
    }
}
