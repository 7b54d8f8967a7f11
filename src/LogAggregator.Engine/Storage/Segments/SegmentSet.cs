using System;
using System.Collections.Immutable;
using System.Threading;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>
/// The segments of one state, oldest first. Held by the state and by each scan over it, so that files of retired
/// segments stay until the last reader is gone.
/// </summary>
sealed class SegmentSet
{
    readonly Action<Segment> _delete;
    int _holders = 1;

    public SegmentSet(ImmutableArray<Segment> segments, Action<Segment> delete)
    {
        _delete = delete;
        Segments = segments;
        foreach (var segment in segments) segment.AddReference();
    }

    public ImmutableArray<Segment> Segments { get; }

    /// <summary>False if the last holder has gone already: then there is a newer set.</summary>
    public bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders) return true;
            holders = seen;
        }

        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) > 0) return;
        foreach (var segment in Segments)
            if (segment.Release()) _delete(segment);
    }

    /// <summary>The segments with one in place of a run of them.</summary>
    public ImmutableArray<Segment> Replace(ImmutableArray<Segment> run, Segment one)
    {
        var at = Segments.IndexOf(run[0]);
        return Segments.RemoveRange(at, run.Length).Insert(at, one);
    }

    public SegmentSet With(ImmutableArray<Segment> segments) => new(segments, _delete);

    public SegmentSet With(Segment segment) => new(Segments.Add(segment), _delete);

    public SegmentSet Without(ImmutableArray<Segment> gone) => new(Segments.RemoveRange(gone), _delete);
}
