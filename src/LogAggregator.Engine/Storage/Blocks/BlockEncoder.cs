using System;
using System.Collections.Generic;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Scanning;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// Makes a block of rows: one zstd frame of columns (runs, times, observed times, sequences, flags, lengths) and then all
/// lines. Layout in docs/storage-format.md. How rows are laid out is known here and in <see cref="BlockDecoder"/> alone.
/// </summary>
sealed class BlockEncoder
{
    /// <summary>Measured on the load corpus (bench/results/store.md): level 3 is a few percent smaller and takes twice the time.</summary>
    public const int CompressionLevel = 1;

    readonly ByteWriter _times = new();
    readonly ByteWriter _observed = new();
    readonly ByteWriter _sequences = new();
    readonly ByteWriter _flags = new();
    readonly ByteWriter _lengths = new();
    readonly ByteWriter _lines = new(64 * 1024);
    readonly ByteWriter _runs = new();
    readonly ByteWriter _raw = new(64 * 1024);
    readonly ByteWriter _compressed = new(64 * 1024);
    readonly List<BlockRun> _runList = [];
    long _lastTimestamp;
    ulong _lastSequence;

    public int Rows { get; private set; }

    public int LineBytes => _lines.Length;

    public RowBounds Bounds { get; private set; } = RowBounds.Empty;

    public IReadOnlyList<BlockRun> Runs => _runList;

    /// <summary>Rows come sorted by source, level, time and sequence; any other order is only larger.</summary>
    public void Add(in BlockRow row)
    {
        if (_runList.Count > 0 && _runList[^1] is var last && last.Source == row.Source && last.Level == row.Level)
            _runList[^1] = last with { Rows = last.Rows + 1 };
        else
            _runList.Add(new BlockRun(row.Source, row.Level, 1));

        _times.Zigzag(row.Id.TimestampNs - _lastTimestamp);
        _observed.Zigzag(row.ObservedNs - row.Id.TimestampNs);
        _sequences.Zigzag((long)(row.Id.Sequence - _lastSequence));
        _flags.Byte((byte)row.Flags);
        _lengths.Varint((ulong)row.Line.Length);
        _lines.Bytes(row.Line);
        (_lastTimestamp, _lastSequence) = (row.Id.TimestampNs, row.Id.Sequence);
        Bounds = Bounds.With(row.Id, row.ObservedNs);
        Rows++;
    }

    /// <summary>The block's bytes; they hold until the next call.</summary>
    public ReadOnlySpan<byte> Finish(out int rawLength)
    {
        foreach (var run in _runList) EncodeRun(run);
        _raw.Varint((ulong)Rows);
        foreach (var column in (ReadOnlySpan<ByteWriter>)[_runs, _times, _observed, _sequences, _flags, _lengths]) _raw.Block(column.Written);
        _raw.Bytes(_lines.Written);
        rawLength = _raw.Length;

        _compressed.Clear();
        var room = _compressed.Reserve(Zstd.MaxCompressedLength(rawLength));
        _compressed.Shrink(Zstd.Compress(_raw.Written, room, CompressionLevel));
        return _compressed.Written;
    }

    /// <summary>Ready for the next block.</summary>
    public void Clear()
    {
        foreach (var writer in (ReadOnlySpan<ByteWriter>)[_runs, _times, _observed, _sequences, _flags, _lengths, _lines, _raw]) writer.Clear();
        _runList.Clear();
        (_lastTimestamp, _lastSequence) = (0, 0);
        Bounds = RowBounds.Empty;
        Rows = 0;
    }

    void EncodeRun(BlockRun run)
    {
        _runs.Varint((ulong)run.Source);
        _runs.Byte((byte)run.Level);
        _runs.Varint((ulong)run.Rows);
    }
}
