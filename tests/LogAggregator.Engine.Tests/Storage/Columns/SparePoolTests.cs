using LogAggregator.Engine.Storage.Columns;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Columns;

public class SparePoolTests
{
    [Fact]
    public void WhatIsGivenBackIsBorrowedAgain()
    {
        var pool = new SparePool<int>(1 << 20);
        var array = pool.Rent(1000);
        Assert.Equal(1024, array.Length);
        Assert.NotSame(array, pool.Rent(1000));
        pool.GiveBack(array);
        Assert.Same(array, pool.Rent(513));
        Assert.Single(pool.Rent(0));
    }

    [Fact]
    public void MoreThanItMayKeepGoes()
    {
        var pool = new SparePool<long>(16 * 1024);
        var (first, second, third) = (pool.Rent(1024), pool.Rent(1024), pool.Rent(1024));
        pool.GiveBack(first);
        pool.GiveBack(second);
        pool.GiveBack(third);
        Assert.Same(second, pool.Rent(1024));
        Assert.Same(first, pool.Rent(1024));
        Assert.NotSame(third, pool.Rent(1024));
    }

    [Fact]
    public void WhatNobodyNeedsGoes()
    {
        var pool = new SparePool<byte>(1 << 20);
        var array = pool.Rent(100);
        pool.GiveBack(array);
        pool.DropUnused();
        Assert.Same(array, pool.Rent(100));
        pool.GiveBack(array);
        pool.DropUnused();
        pool.DropUnused();
        Assert.NotSame(array, pool.Rent(100));
    }
}
