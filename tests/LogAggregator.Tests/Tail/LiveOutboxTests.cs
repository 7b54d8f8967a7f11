using LogAggregator.Tail;
using Xunit;

namespace LogAggregator.Tests.Tail;

public sealed class LiveOutboxTests
{
    readonly LiveOutbox _outbox = new();

    [Fact]
    public void RecordsComeOutAsTheyWentIn()
    {
        _outbox.Add(Records.Of(1));
        _outbox.Add(Records.Of(2));

        Assert.Equal((0, 1ul), Take());
        Assert.Equal((0, 2ul), Take());
        Assert.False(_outbox.TryTake(out _));
    }

    [Fact]
    public void TheOldestAreDroppedWhenThereAreTooMany()
    {
        long dropped = 0;
        for (ulong i = 1; i <= LiveOutbox.MaxRecords + 3; i++) dropped += _outbox.Add(Records.Of(i));

        Assert.Equal(3, dropped);
        Assert.Equal((3, 4ul), Take());
        Assert.Equal((0, 5ul), Take());
    }

    [Fact]
    public void TheOldestAreDroppedWhenTheyAreTooLarge()
    {
        for (ulong i = 1; i <= 10; i++) _outbox.Add(Records.Of(i, lineBytes: 1024 * 1024));

        Assert.Equal((3, 4ul), Take());
    }

    [Fact]
    public void OneRecordIsKeptWhateverItsSize()
    {
        _outbox.Add(Records.Of(1, lineBytes: (int)LiveOutbox.MaxBytes + 1));

        Assert.Equal((0, 1ul), Take());
    }

    [Fact]
    public void ANumberAloneIsToldToo()
    {
        Assert.Equal(5, _outbox.AddMissed(5));

        Assert.True(_outbox.TryTake(out var item));
        Assert.Equal(new LiveItem(5, null), item);
        Assert.False(_outbox.TryTake(out _));
    }

    [Fact]
    public void WhatIsDroppedDuringHistoryIsNotLostButMeansToBeginAgain()
    {
        _outbox.BeginLossless();
        Assert.Equal(0, _outbox.AddMissed(5));
        Assert.False(_outbox.TryEndLossless());

        _outbox.BeginLossless();
        Assert.True(_outbox.TryEndLossless());
        Assert.False(_outbox.TryTake(out _));
        Assert.Equal(1, _outbox.AddMissed(1));
    }

    (long Dropped, ulong? Sequence) Take()
    {
        Assert.True(_outbox.TryTake(out var item));
        return (item.Dropped, item.Record?.Id.Sequence);
    }
}
