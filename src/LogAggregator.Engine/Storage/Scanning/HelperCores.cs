using System;
using System.Threading;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>
/// Cores that a search of whole blocks may use beside its own, if no other does at that time: one search alone is as fast as the machine,
/// and several do not take from each other. Any thread.
/// </summary>
sealed class HelperCores(int count)
{
    int _free = Math.Max(0, count);

    /// <summary>Takes all that are free; the caller gives so many back.</summary>
    public int Take() => Interlocked.Exchange(ref _free, 0);

    public void GiveBack(int cores) => Interlocked.Add(ref _free, cores);
}
