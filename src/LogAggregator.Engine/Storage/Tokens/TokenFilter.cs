using System;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Tokens;

/// <summary>
/// Says of a token that a block does not have it, or that it may. A "no" is never wrong; a "maybe" for a token that is not there comes once
/// in 2^bits. Immutable. Layout: bits of a slot (0: nothing is known, and nothing follows), seed, segment bits, starts, slots packed
/// one behind the other, the first in the lowest bits.
/// </summary>
sealed class TokenFilter
{
    public const int MaxBits = 8;

    readonly int _bits;
    readonly uint _seed;
    readonly FuseLayout _layout;
    readonly ReadOnlyMemory<byte> _slots;

    /// <param name="bits">Of a slot.</param>
    /// <param name="seed">Of <see cref="FuseLayout.Mix"/>.</param>
    /// <param name="layout">Of the slots.</param>
    /// <param name="slots">As <see cref="LengthOf"/> says.</param>
    public TokenFilter(int bits, uint seed, FuseLayout layout, ReadOnlyMemory<byte> slots) =>
        (_bits, _seed, _layout, _slots) = (bits, seed, layout, slots);

    /// <summary>Knows nothing.</summary>
    public static TokenFilter Unknown { get; } = new(0, 0, default, default);

    /// <summary>Bytes in memory.</summary>
    public int Size => _slots.Length;

    /// <summary>Bytes of the slots; one more than needed, so that a slot may be read as two bytes.</summary>
    public static int LengthOf(FuseLayout layout, int bits) => layout.Slots == 0 ? 0 : (int)(((long)layout.Slots * bits + 7) / 8) + 1;

    public static TokenFilter Decode(ReadOnlyMemory<byte> chunk)
    {
        var reader = new ChunkReader(chunk);
        var bits = reader.ReadCount(MaxBits);
        if (bits == 0) return Unknown;
        var seed = (uint)reader.ReadCount(int.MaxValue);
        var layout = new FuseLayout(reader.ReadCount(FuseLayout.MaxSegmentBits), reader.ReadCount(1 << 12));
        var slots = reader.ReadRest();
        return slots.Length == LengthOf(layout, bits) ? new TokenFilter(bits, seed, layout, slots) : throw new CorruptBlockException("a filter has not the length it says");
    }

    public void Encode(ChunkWriter writer)
    {
        writer.WriteUnsigned((ulong)_bits);
        if (_bits == 0) return;
        writer.WriteUnsigned(_seed);
        writer.WriteUnsigned((ulong)_layout.SegmentBits);
        writer.WriteUnsigned((ulong)_layout.Starts);
        writer.Append(_slots.Span);
    }

    /// <param name="token">Hash of the token, as <see cref="TokenReader"/> gives it.</param>
    public bool MayHave(ulong token)
    {
        if (_bits == 0) return true;
        if (_layout.Starts == 0) return false;
        var hash = FuseLayout.Mix(token, _seed);
        var (first, second, third) = _layout.SlotsOf(hash);
        return ((Slot(first) ^ Slot(second) ^ Slot(third) ^ Fingerprint(hash)) & ((1 << _bits) - 1)) == 0;
    }

    public static int Fingerprint(ulong hash) => (int)(hash ^ (hash >> 32)) & 0xFF;

    int Slot(int slot)
    {
        var at = (long)slot * _bits;
        var slots = _slots.Span[(int)(at >> 3)..];
        return (slots[0] | (slots[1] << 8)) >> (int)(at & 7);
    }
}
