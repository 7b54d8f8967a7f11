using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Commit;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Outlines;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.Sources;
using LogAggregator.Engine.Storage.Tokens;

namespace LogAggregator.Engine.Storage.State;

/// <summary>What the loops and the readers of one open store share.</summary>
sealed class StoreCore(IStorageDirectory directory, StoreState first, TimeProvider time, Action<StoreEvent>? onEvent)
{
    readonly SealedWals _sealedWals = new();
    long _retiredBytes;
    ImmutableDictionary<string, byte[]> _positions = ImmutableDictionary<string, byte[]>.Empty;
    ulong _lastSequence;
    int _damagedBlocks;
    int _readFailures;
    volatile bool _full;

    public IStorageDirectory Directory => directory;

    public TimeProvider Time => time;

    public SourceTable Sources { get; } = new();

    public BlockCache Blocks { get; } = new();

    /// <summary>8 MiB: the filters of some 400 MB of segments, or 25 million records.</summary>
    public DigestCache<TokenFilter> TokenFilters { get; } = new(8 << 20, filter => filter.Size);

    /// <summary>24 MiB: the outlines of some 200 blocks of many templates, or 10 million records.</summary>
    public DigestCache<BlockOutline> Outlines { get; } = new(24 << 20, outline => outline.Size);

    public CurrentState State { get; } = new(first);

    /// <summary>Bytes of all files.</summary>
    public long DiskBytes
    {
        get
        {
            var state = State.Value;
            return state.Segments.Segments.Sum(segment => segment.FileLength) + state.Generations.Sum(generation => generation.Wal?.Length ?? 0);
        }
    }

    /// <summary>Bytes of files that are to go, and that a reader still holds (or that could not be deleted).</summary>
    public long RetiredBytes => Volatile.Read(ref _retiredBytes);

    public ImmutableDictionary<string, byte[]> Positions => Volatile.Read(ref _positions);

    public ulong LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>How often a block could not be read although nothing says that it is damaged.</summary>
    public int ReadFailures => Volatile.Read(ref _readFailures);

    public int DamagedBlocks => Volatile.Read(ref _damagedBlocks);

    /// <summary>The last append failed for want of space.</summary>
    public bool Full
    {
        get => _full;
        set => _full = value;
    }

    public long NowNs() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    public void Tell(Level level, string sentence) => onEvent?.Invoke(new StoreEvent(level, sentence));

    public void CountDamage(int blocks = 1) => Interlocked.Add(ref _damagedBlocks, blocks);

    public void CountReadFailure() => Interlocked.Increment(ref _readFailures);

    /// <summary>Deletes a file that has no meaning any more; false if it stays: that is tried again at the next start.</summary>
    public bool DeleteFile(string name)
    {
        try
        {
            Directory.Delete(name);
            return true;
        }
        catch (IOException error)
        {
            Tell(Level.Warning, $"{name} is not needed any more but cannot be deleted: {error.Message}");
            return false;
        }
    }

    /// <summary>The rows of the WAL are sealed: it goes as soon as a newer one has the positions.</summary>
    public void OnWalSealed(ulong number) => DeleteWals(_sealedWals.Add(number));

    /// <summary>A WAL with all positions is on the disk.</summary>
    public void OnWalDurable(ulong number) => DeleteWals(_sealedWals.OnDurable(number));

    /// <summary>No reader has the retired segment any more.</summary>
    public void DeleteSegment(Segment segment)
    {
        if (DeleteFile(segment.FileName)) Interlocked.Add(ref _retiredBytes, -segment.FileLength);
    }

    /// <summary>New readers do not see the segment; its file stays until <see cref="DeleteSegment"/>.</summary>
    public void Retire(Segment segment)
    {
        Interlocked.Add(ref _retiredBytes, segment.FileLength);
        segment.Retire();
    }

    /// <summary>Makes a written batch part of the store. For the one thread that writes (or replays).</summary>
    public void Apply(RecordBatch batch, ulong firstSequence, long arrivalNs, Generation generation, AppliedRows applied)
    {
        Sources.Intern(batch.Sources, applied.Sources);
        generation.Apply(batch, firstSequence, applied.Sources, arrivalNs, applied.Lines);
        if (batch.Positions.Count > 0) Volatile.Write(ref _positions, With(batch.Positions));
        if (batch.Count > 0) Volatile.Write(ref _lastSequence, firstSequence + (ulong)batch.Count - 1);
    }

    /// <summary>A batch whose rows are sealed already was read again.</summary>
    public void ApplyPositions(RecordBatch batch, ulong firstSequence)
    {
        Volatile.Write(ref _positions, With(batch.Positions));
        SkipTo(firstSequence + (ulong)batch.Count);
    }

    /// <summary>A WAL begins: these are all positions, and the next sequence.</summary>
    public void Begin(IReadOnlyDictionary<string, byte[]?> positions, ulong nextSequence)
    {
        _positions = ImmutableDictionary<string, byte[]>.Empty;
        Volatile.Write(ref _positions, With(positions));
        SkipTo(nextSequence);
    }

    /// <summary>Sequences below are taken, also where their rows are gone.</summary>
    public void SkipTo(ulong nextSequence) => Volatile.Write(ref _lastSequence, Math.Max(_lastSequence, nextSequence - 1));

    void DeleteWals(List<ulong> numbers)
    {
        foreach (var number in numbers) DeleteFile(StoreFileName.Wal(number));
    }

    ImmutableDictionary<string, byte[]> With(IReadOnlyDictionary<string, byte[]?> changes)
    {
        var positions = _positions.ToBuilder();
        foreach (var (key, value) in changes)
        {
            if (value is null) positions.Remove(key);
            else positions[key] = value;
        }

        return positions.ToImmutable();
    }
}
