using System;
using System.Buffers.Text;
using System.Diagnostics;

namespace LogAggregator.Engine.Rendering;

/// <summary>Times as text: UTC with <c>Z</c>, and as few digits of the fraction, of 0, 3, 6 or 9, as the value needs.</summary>
public static class Iso8601
{
    /// <summary>Bytes of the longest: <c>2025-11-11T10:30:00.123456789Z</c>.</summary>
    public const int MaxLength = 30;

    const long NsPerSecond = 1_000_000_000;

    /// <summary>The bytes written.</summary>
    /// <param name="ns">Since the Unix epoch, not negative.</param>
    /// <param name="target">Of <see cref="MaxLength"/> bytes at least.</param>
    public static int Format(long ns, Span<byte> target)
    {
        var (seconds, fraction) = Math.DivRem(ns, NsPerSecond);
        if (!Utf8Formatter.TryFormat(DateTime.UnixEpoch.AddSeconds(seconds), target, out _, 'O')) throw new UnreachableException();

        // Of 2025-11-11T10:30:00.0000000Z the first 19 bytes are the seconds.
        var digits = fraction == 0 ? 0 : fraction % 1_000_000 == 0 ? 3 : fraction % 1_000 == 0 ? 6 : 9;
        if (digits == 0) target[19] = (byte)'Z';
        else WriteFraction(fraction, digits, target[19..]);
        return digits == 0 ? 20 : 21 + digits;
    }

    static void WriteFraction(long fraction, int digits, Span<byte> target)
    {
        target[0] = (byte)'.';
        for (var i = 9; i > 0; i--, fraction /= 10)
        {
            if (i <= digits) target[i] = (byte)('0' + fraction % 10);
        }

        target[digits + 1] = (byte)'Z';
    }
}
