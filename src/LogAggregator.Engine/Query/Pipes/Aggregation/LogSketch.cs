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
    public const int InitialBytes = SmallIntegers * sizeof(long);

    const double Accuracy = 0.01;
    const double Gamma = (1 + Accuracy) / (1 - Accuracy);
    const double Smallest = 1e-9;
    const int BucketBytes = 40;

    /// <summary>Integers below are counted each by itself, and put into their buckets when a rank is asked for: durations mostly are so small.</summary>
    const int SmallIntegers = 1024;

    static readonly double LogGamma = Math.Log(Gamma);

    readonly Dictionary<int, long> _positive = [];
    readonly Dictionary<int, long> _negative = [];
    readonly long[] _small = new long[SmallIntegers];
    long _zeros;

    public long Count { get; private set; }

    /// <summary>Fast path of whole numbers.</summary>
    public void Add(long integer)
    {
        if ((ulong)integer >= SmallIntegers)
        {
            Add((double)integer);
            return;
        }

        Count++;
        _small[integer]++;
    }

    public void Add(double number)
    {
        Count++;
        Add(number, 1);
    }

    void Add(double number, long times)
    {
        if (Math.Abs(number) < Smallest) _zeros += times;
        else AddTo(number > 0 ? _positive : _negative, (int)Math.Ceiling(Math.Log(Math.Abs(number)) / LogGamma), times);
    }

    /// <param name="rank">From 1 to <see cref="Count"/>, the smallest number first.</param>
    public double ValueAt(long rank)
    {
        EmptySmall();
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

    void EmptySmall()
    {
        for (var integer = 0; integer < SmallIntegers; integer++)
        {
            if (_small[integer] > 0) Add((double)integer, _small[integer]);
            _small[integer] = 0;
        }
    }

    static double MiddleOf(int bucket) => 2 * Math.Pow(Gamma, bucket) / (Gamma + 1);

    void AddTo(Dictionary<int, long> buckets, int bucket, long times)
    {
        if (!buckets.TryGetValue(bucket, out var count)) budget.Take(BucketBytes, "stats");
        buckets[bucket] = count + times;
    }
}
