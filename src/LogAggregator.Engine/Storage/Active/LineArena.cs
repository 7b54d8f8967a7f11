using System;
using System.Threading;

namespace LogAggregator.Engine.Storage.Active;

/// <summary>Lines one behind the other in slabs that never move. One thread adds; readers see what was published to them.</summary>
sealed class LineArena
{
    /// <summary>1 MiB once there is more than a little: few objects, all of one size, so the heap does not fragment.</summary>
    const int SlabLength = 1024 * 1024;

    const int FirstSlabLength = 64 * 1024;

    byte[][] _slabs = [];
    int _used;

    /// <summary>Copies the line to where it stays.</summary>
    public (ushort Slab, int Offset) Add(ReadOnlySpan<byte> line)
    {
        if (_slabs.Length == 0 || _slabs[^1].Length - _used < line.Length) AddSlab(line.Length);
        var offset = _used;
        line.CopyTo(_slabs[^1].AsSpan(offset));
        _used += line.Length;
        return ((ushort)(_slabs.Length - 1), offset);
    }

    public ReadOnlyMemory<byte> Line(in ActiveRow row) => Volatile.Read(ref _slabs)[row.Slab].AsMemory(row.Offset, row.Length);

    /// <summary>From the first row's line to the last one's, of the same slab.</summary>
    public ReadOnlySpan<byte> Lines(in ActiveRow first, in ActiveRow last) =>
        Volatile.Read(ref _slabs)[first.Slab].AsSpan(first.Offset, last.Offset + last.Length - first.Offset);

    void AddSlab(int lineLength)
    {
        var length = _slabs.Length == 0 ? FirstSlabLength : Math.Min(SlabLength, _slabs[^1].Length * 2);
        Volatile.Write(ref _slabs, [.. _slabs, GC.AllocateUninitializedArray<byte>(Math.Max(length, lineLength))]);
        _used = 0;
    }
}
