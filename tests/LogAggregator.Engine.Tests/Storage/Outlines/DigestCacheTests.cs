using System.Linq;
using LogAggregator.Engine.Storage.Outlines;
using LogAggregator.Engine.Storage.Segments;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Outlines;

public sealed class DigestCacheTests
{
    /// <summary>Fit into the cache.</summary>
    const int Fitting = 20;

    /// <summary>With what an entry takes beside its content.</summary>
    readonly DigestCache<string> _cache = new(Fitting * 1200, _ => 1000);

    [Fact]
    public void WhatFitsIsReadOnce()
    {
        Assert.Equal(Fitting, Round(0, Fitting));
        Assert.Equal(0, Round(0, Fitting));
    }

    [Fact]
    public void NoMoreIsKeptThanFits()
    {
        for (var round = 0; round < 100; round++) Round(0, 3 * Fitting);
        Assert.InRange(Round(0, 3 * Fitting), 2 * Fitting, 3 * Fitting);
    }

    [Fact]
    public void SearchesOverMoreThanFitsFindSomeOfItAgain()
    {
        for (var round = 0; round < 20; round++) Round(0, Fitting * 3 / 2);
        Assert.InRange(Round(0, Fitting * 3 / 2), Fitting / 2, Fitting);
    }

    [Fact]
    public void WhatIsNotAskedForAnyMoreMakesRoom()
    {
        Round(0, Fitting);
        for (var round = 0; round < 20; round++) Round(Fitting, Fitting);
        Assert.Equal(0, Round(Fitting, Fitting));
    }

    /// <summary>Asks for each; how many of them were read.</summary>
    int Round(int first, int count)
    {
        var reads = 0;
        foreach (var block in Enumerable.Range(first, count))
        {
            _cache.GetOrRead(SegmentName.OfGeneration(1), block, () =>
            {
                reads++;
                return "";
            });
        }

        return reads;
    }
}
