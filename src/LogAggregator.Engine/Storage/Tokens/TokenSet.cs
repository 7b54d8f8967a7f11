using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace LogAggregator.Engine.Storage.Tokens;

/// <summary>Gathers the tokens of texts, as hashes. Used again after <see cref="Clear"/>.</summary>
sealed class TokenSet
{
    /// <summary>Tokens come again soon: those seen last are known without keeping them twice.</summary>
    readonly ulong[] _latest = new ulong[4096];

    readonly List<ulong> _hashes = [];

    public void Clear()
    {
        _hashes.Clear();
        _latest.AsSpan().Clear();
    }

    public void AddTokensOf(ReadOnlySpan<byte> text)
    {
        if (text.Length < TokenReader.MinLength) return;
        var reader = new TokenReader(text);
        while (reader.MoveNext()) Add(reader.Hash());
    }

    /// <summary>Each once.</summary>
    public ReadOnlySpan<ulong> Distinct()
    {
        _hashes.Sort();
        var hashes = CollectionsMarshal.AsSpan(_hashes);
        var count = 0;
        foreach (var hash in hashes)
        {
            if (count == 0 || hashes[count - 1] != hash) hashes[count++] = hash;
        }

        CollectionsMarshal.SetCount(_hashes, count);
        return CollectionsMarshal.AsSpan(_hashes);
    }

    void Add(ulong hash)
    {
        ref var latest = ref _latest[hash >> 52];
        if (latest == hash) return;
        latest = hash;
        _hashes.Add(hash);
    }
}
