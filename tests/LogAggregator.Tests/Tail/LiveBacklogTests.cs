using System.Linq;
using LogAggregator.Tail;
using Xunit;

namespace LogAggregator.Tests.Tail;

public sealed class LiveBacklogTests
{
    readonly LiveBacklog _backlog = new();

    [Fact]
    public void AReaderGetsWhatIsAddedAfterItBegan()
    {
        _backlog.Add(Records.Range(1, 3));
        var position = _backlog.End;
        _backlog.Add(Records.Range(4, 2));
        _backlog.Add(Records.Range(6, 1));

        Assert.Equal(("4 5", 0), Read(ref position));
        Assert.Equal(("6", 0), Read(ref position));
        Assert.False(_backlog.TryRead(ref position, out _, out _));
    }

    [Fact]
    public void AReaderTooSlowIsToldExactlyHowManyItMissed()
    {
        const int Megabyte = 1024 * 1024;
        var position = _backlog.End;
        var early = position;
        for (var i = 0; i < 100; i++) _backlog.Add(Records.Range(1 + (2 * i), 2, lineBytes: Megabyte / 2));

        var (sequences, missed) = Read(ref position);
        Assert.Equal($"{missed + 1} {missed + 2}", sequences);
        Assert.InRange(missed, 100, 198);

        // From there on nothing is missing.
        var next = (ulong)missed + 3;
        while (_backlog.TryRead(ref position, out var records, out var more))
        {
            Assert.Equal(0, more);
            foreach (var record in records) Assert.Equal(next++, record.Id.Sequence);
        }

        Assert.Equal(201ul, next);
        Assert.Equal(missed, Read(ref early).Missed);
    }

    [Fact]
    public void TheNewestBatchIsHeldWhateverItsSize()
    {
        var position = _backlog.End;
        _backlog.Add(Records.Range(1, 40, lineBytes: 1024 * 1024));

        Assert.Equal((string.Join(' ', Enumerable.Range(1, 40)), 0), Read(ref position));
    }

    [Fact]
    public void AReaderOfAClearedBacklogMissedWhatWasInIt()
    {
        var position = _backlog.End;
        _backlog.Add(Records.Range(1, 3));
        _backlog.Clear();

        Assert.Equal(("", 3), Read(ref position));
        Assert.False(_backlog.TryRead(ref position, out _, out _));
        _backlog.Add(Records.Range(4, 1));
        Assert.Equal(("4", 0), Read(ref position));
    }

    (string Sequences, long Missed) Read(ref BacklogPosition position)
    {
        Assert.True(_backlog.TryRead(ref position, out var records, out var missed));
        return (string.Join(' ', records.Select(r => r.Id.Sequence)), missed);
    }
}
