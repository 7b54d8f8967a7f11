using System;
using System.IO.Hashing;
using System.Text;

namespace LogAggregator.Engine.Query.Values;

/// <summary>
/// Makes strings of UTF-8 bytes, and gives the same string again for bytes met lately: values of logs repeat. Not for use by two
/// threads at once. Bytes that are no UTF-8 become U+FFFD.
/// </summary>
sealed class Utf8Texts
{
    /// <summary>Texts remembered; a power of two.</summary>
    const int Slots = 1024;

    /// <summary>Longer texts rarely repeat.</summary>
    const int MaxRemembered = 64;

    (byte[] Bytes, string Text)[]? _slots;

    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return "";
        if (bytes.Length > MaxRemembered) return Encoding.UTF8.GetString(bytes);
        _slots ??= new (byte[], string)[Slots];
        ref var slot = ref _slots[XxHash3.HashToUInt64(bytes) & (Slots - 1)];
        if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes)) slot = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        return slot.Text;
    }
}
