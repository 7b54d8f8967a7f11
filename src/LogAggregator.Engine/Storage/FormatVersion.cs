using System;
using System.Buffers.Binary;
using LogAggregator.Engine.Storage.Encoding;

namespace LogAggregator.Engine.Storage;

/// <summary>Tells what a newer program wrote from a version number that rotted.</summary>
static class FormatVersion
{
    const int VersionLength = 4;
    const int CrcLength = 4;

    /// <summary>Versions are counted up by one; a greater number than this was never given.</summary>
    const uint Greatest = ushort.MaxValue;

    /// <summary>Null for the known version, older ones, and damage.</summary>
    /// <param name="known">The newest version that this program reads.</param>
    /// <param name="magic">What the bytes must begin with; the version (u32) follows.</param>
    /// <param name="bytes">With their checksum at the end: if it is right with a known version in place, a bit of the version flipped.</param>
    public static uint? NewerThan(uint known, ReadOnlySpan<byte> magic, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < magic.Length + VersionLength + CrcLength || !bytes.StartsWith(magic)) return null;
        var version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[magic.Length..]);
        if (version <= known || version > Greatest) return null;
        var asKnown = bytes.ToArray();
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^CrcLength..]);
        for (var older = 1U; older <= known; older++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(asKnown.AsSpan(magic.Length), older);
            if (checksum == Crc32C.Of(asKnown.AsSpan(0, asKnown.Length - CrcLength))) return null;
        }

        return version;
    }
}
