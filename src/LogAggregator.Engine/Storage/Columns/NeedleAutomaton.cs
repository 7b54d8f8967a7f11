using System;
using System.Linq;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Finds a needle in texts of a template, whose holes may have anything of some bytes (Baeza-Yates, Gonnet: shift-and). Bit n of a
/// state says that the needle's bytes up to its n-th may end here. Of long needles the first bytes. Immutable.
/// </summary>
sealed class NeedleAutomaton
{
    /// <summary>As a state has bits.</summary>
    public const int MaxLength = 64;

    readonly byte[] _needle;
    readonly ulong[] _places = new ulong[256];
    readonly ulong _end;

    /// <summary>Its different bytes.</summary>
    readonly byte[] _letters;

    /// <param name="needle">One byte at least, small letters.</param>
    public NeedleAutomaton(ReadOnlySpan<byte> needle)
    {
        _needle = needle[..Math.Min(needle.Length, MaxLength)].ToArray();
        _end = 1UL << (_needle.Length - 1);
        _letters = [.. _needle.Distinct()];
        for (var i = 0; i < _needle.Length; i++)
        {
            var c = _needle[i];
            _places[c] |= 1UL << i;
            if (c is >= (byte)'a' and <= (byte)'z') _places[c - 32] |= 1UL << i;
        }
    }

    /// <summary>Where it can stand in texts of a template.</summary>
    /// <param name="template">With a <see cref="TemplateTokenizer.Hole"/> for each hole.</param>
    /// <param name="holes">What may stand in each.</param>
    public NeedlePlaces PlacesIn(ReadOnlySpan<byte> template, ReadOnlySpan<HoleBytes> holes)
    {
        var (state, inHoles, hole) = (0UL, 0UL, 0);
        var elsewhere = false;
        foreach (var c in template)
        {
            if (c != TemplateTokenizer.Hole)
            {
                state = ((state << 1) | 1) & _places[c];
                elsewhere |= (state & _end) != 0;
                continue;
            }

            var inside = holes[hole].Of(this);
            var begun = Gather(1 & inside.Possible, inside.Follows);
            var carried = state | Gather((state << 1) & inside.Possible, inside.Follows);
            if ((begun & _end) != 0) inHoles |= 1UL << hole;
            elsewhere |= (carried & _end) != 0;
            state = (begun | carried) & ~_end;
            hole++;
        }

        return new NeedlePlaces(inHoles, elsewhere);
    }

    /// <summary>Which of its bytes a hole can have.</summary>
    public NeedleBytes BytesIn(HoleBytes hole)
    {
        var possible = 0UL;
        foreach (var c in _letters)
        {
            if (hole.Bytes.ContainsAnyCase(c)) possible |= _places[c];
        }

        if (hole.Pairs is null) return new NeedleBytes(this, possible, possible);
        var follows = possible & 1;
        for (var i = 1; i < _needle.Length; i++)
        {
            if ((possible >> i & 1) != 0 && hole.MayFollow(_needle[i - 1], _needle[i])) follows |= 1UL << i;
        }

        return new NeedleBytes(this, possible, follows);
    }

    /// <summary>Any number of bytes more: states only gather, so this ends after as many rounds as the needle has bytes.</summary>
    static ulong Gather(ulong inside, ulong follows)
    {
        while (true)
        {
            var next = inside | ((inside << 1) & follows);
            if (next == inside) return inside;
            inside = next;
        }
    }
}

/// <summary>Where a needle can stand in texts of a template.</summary>
/// <param name="InHoles">Bit n: whole in the n-th hole. Templates have no more than 64.</param>
/// <param name="Elsewhere">In the template's own bytes, or partly in them.</param>
readonly record struct NeedlePlaces(ulong InHoles, bool Elsewhere)
{
    public bool AreNone => InHoles == 0 && !Elsewhere;

    /// <summary>Nothing is known of it.</summary>
    public static NeedlePlaces Anywhere => new(0, true);
}

/// <summary>Which bytes of a needle a hole can have.</summary>
/// <param name="Automaton">Of the needle.</param>
/// <param name="Possible">Bit n: the n-th.</param>
/// <param name="Follows">Bit n: the n-th, behind the one before it.</param>
sealed record NeedleBytes(NeedleAutomaton Automaton, ulong Possible, ulong Follows);
