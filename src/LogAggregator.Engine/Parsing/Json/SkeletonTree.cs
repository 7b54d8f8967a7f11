using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace LogAggregator.Engine.Parsing.Json;

/// <summary>
/// Skeletons of lines seen before, as a tree of the literals between values: takes a line of one of them apart by comparing literals,
/// each once, without looking for JSON. A line that matches has the same values as <see cref="JsonSkeleton.TrySplit"/> gives it.
/// Not for use by two threads at once.
/// </summary>
public sealed class SkeletonTree
{
    /// <summary>Different literals at one place. Lines with keys of their own would make trying all of them dearer than splitting.</summary>
    const int MaxBranches = 32;

    readonly Branches _first = new();

    /// <summary>The number under which the line's skeleton was added, -1 where it was not.</summary>
    /// <param name="line">A whole line.</param>
    /// <param name="values">Gets the values' places; room for <see cref="JsonSkeleton.MaxValues"/>.</param>
    public int Match(ReadOnlySpan<byte> line, Span<Range> values)
    {
        var branches = _first;
        var at = 0;
        for (var i = 0; ; i++)
        {
            if (branches.Find(line, at) is not { } branch) return -1;
            at += branch.Literal.Length;
            if (branch.Number >= 0) return branch.Number;
            var end = branch.IsString ? JsonSkeleton.EndOfString(line, at) : JsonSkeleton.EndOfScalar(line, at);
            if (end < at || (!branch.IsString && !JsonSkeleton.IsScalar(line[at..end]))) return -1;
            values[i] = at..end;
            at = end;
            branches = branch.Next;
        }
    }

    /// <summary>False where there are too many like it.</summary>
    /// <param name="skeleton">What <see cref="JsonSkeleton.TrySplit"/> gave for a line, and is JSON.</param>
    /// <param name="number">From 0.</param>
    public bool TryAdd(ReadOnlySpan<byte> skeleton, int number)
    {
        var branches = _first;
        while (true)
        {
            var hole = skeleton.IndexOf(JsonSkeleton.Hole);
            var literal = hole < 0 ? skeleton : skeleton[..hole];
            var branch = branches.Same(literal, isLast: hole < 0);
            if (branch is null)
            {
                if (branches.Count == MaxBranches) return false;
                branch = new Branch(literal.ToArray(), hole < 0 ? number : -1);
                branches.Add(branch);
            }

            if (hole < 0) return true;
            branches = branch.Next;
            skeleton = skeleton[(hole + 1)..];
        }
    }

    public void Clear() => _first.Clear();

    /// <summary>The literals that may stand at one place.</summary>
    sealed class Branches
    {
        Branch[] _branches = [];

        public int Count => _branches.Length;

        public void Clear() => _branches = [];

        /// <summary>Of two that fit the longer one counts: what follows a literal's shorter beginning is no value.</summary>
        public void Add(Branch branch)
        {
            _branches = [.. _branches, branch];
            Array.Sort(_branches, (left, right) => right.Literal.Length - left.Literal.Length);
        }

        public Branch? Find(ReadOnlySpan<byte> line, int at)
        {
            var head = HeadAt(line, at);
            foreach (var branch in _branches)
            {
                if (((head ^ branch.Head) & branch.HeadMask) != 0) continue;
                var rest = line[at..];
                if (branch.Number >= 0 ? rest.SequenceEqual(branch.Literal) : rest.StartsWith(branch.Literal)) return branch;
            }

            return null;
        }

        public Branch? Same(ReadOnlySpan<byte> literal, bool isLast)
        {
            foreach (var branch in _branches)
            {
                if (branch.Number >= 0 == isLast && literal.SequenceEqual(branch.Literal)) return branch;
            }

            return null;
        }
    }

    /// <summary>The first eight bytes from a place on, with zeros behind the line: most literals differ in them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong HeadAt(ReadOnlySpan<byte> line, int at) =>
        line.Length - at >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(line[at..]) : HeadAtEnd(line, at);

    static ulong HeadAtEnd(ReadOnlySpan<byte> line, int at)
    {
        var head = 0UL;
        for (var last = line.Length - 1; last >= at; last--) head = head << 8 | line[last];
        return head;
    }

    /// <param name="literal">The bytes before a value, or after the last one.</param>
    /// <param name="number">Of the skeleton that ends here, -1 where a value follows.</param>
    sealed class Branch(byte[] literal, int number)
    {
        public readonly byte[] Literal = literal;
        public readonly ulong Head = HeadAt(literal, 0);
        public readonly ulong HeadMask = literal.Length >= sizeof(ulong) ? ulong.MaxValue : (1UL << 8 * literal.Length) - 1;
        public readonly int Number = number;
        public readonly bool IsString = literal[^1] == '"';
        public readonly Branches Next = new();
    }
}
