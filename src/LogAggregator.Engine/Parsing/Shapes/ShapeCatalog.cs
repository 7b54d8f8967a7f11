using System;
using System.Collections.Generic;
using System.IO.Hashing;

namespace LogAggregator.Engine.Parsing.Shapes;

/// <summary>
/// The shapes seen so far: equal layouts are one object. Lines whose keys differ every time would make it grow for ever,
/// so it is bounded; lines of further shapes are plain. Not for use by two threads at once.
/// </summary>
public sealed class ShapeCatalog
{
    /// <summary>Real services have tens of layouts each; 4096 with 1 KiB each are 4 MiB.</summary>
    public const int DefaultMaxShapes = 4096;

    readonly int _maxShapes;
    readonly Dictionary<byte[], LineShape> _shapes = new(SignatureComparer.Instance);
    readonly Dictionary<byte[], LineShape>.AlternateLookup<ReadOnlySpan<byte>> _bySpan;

    /// <param name="maxShapes">From 0 (every line is plain).</param>
    public ShapeCatalog(int maxShapes = DefaultMaxShapes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxShapes);
        _maxShapes = maxShapes;
        _bySpan = _shapes.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => _shapes.Count;

    /// <summary>The shape that the layout has, a new one if it is the first; null if there is no room for a new one.</summary>
    internal LineShape? Find(LineLayout layout, ReadOnlySpan<byte> line)
    {
        if (_bySpan.TryGetValue(layout.Signature, out var known)) return known;
        if (_shapes.Count >= _maxShapes) return null;
        var shape = layout.ToShape(line);
        _shapes.Add(layout.Signature.ToArray(), shape);
        return shape;
    }

    sealed class SignatureComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static SignatureComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
