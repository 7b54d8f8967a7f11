using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>Lines one behind the other as they were printed, until there are enough of them. What it holds is valid until it is cleared.</summary>
sealed class PrintedLines
{
    /// <summary>512 KiB: what is written at once.</summary>
    public const int FullBytes = 512 * 1024;

    /// <summary>What comes last may be longer: a block's lines at hand, or one long line.</summary>
    const int Capacity = FullBytes + 512 * 1024;

    byte[] _bytes = GC.AllocateUninitializedArray<byte>(Capacity);
    int _length;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    public bool IsFull => _length >= FullBytes;

    public void Add(ReadOnlySpan<byte> lines)
    {
        if (lines.Length > _bytes.Length - _length) Grow(lines.Length);
        lines.CopyTo(_bytes.AsSpan(_length));
        _length += lines.Length;
    }

    /// <param name="line">Without its newline.</param>
    /// <param name="flags">Say whether it had one.</param>
    public void Add(ReadOnlySpan<byte> line, RecordFlags flags)
    {
        Add(line);
        if ((flags & RecordFlags.NoNewline) == 0) Add("\n"u8);
    }

    public void Clear()
    {
        _length = 0;
        if (_bytes.Length > Capacity) _bytes = GC.AllocateUninitializedArray<byte>(Capacity);
    }

    void Grow(int added)
    {
        var larger = GC.AllocateUninitializedArray<byte>(checked(_length + added + 1));
        Bytes.Span.CopyTo(larger);
        _bytes = larger;
    }
}
