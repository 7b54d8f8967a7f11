using System;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Parsing.Json;

namespace LogAggregator.Engine.Parsing.Shapes;

/// <summary>The values of a line that is a JSON object: every text, number, <c>true</c>, <c>false</c>, <c>null</c> and array in it.</summary>
static class JsonLayout
{
    /// <param name="layout">Gets the holes.</param>
    /// <param name="line">Was read as JSON before, so it is valid.</param>
    /// <param name="written">Where its roles are.</param>
    /// <param name="path">Room for the keys.</param>
    public static bool TryFill(LineLayout layout, ReadOnlySpan<byte> line, WrittenRoles written, KeyPath path)
    {
        path.Clear();
        var walk = new Walk(line, layout, written, path);
        walk.Object(JsonText.SkipSpace(line, 0), isRoot: true);
        return layout.Count <= LineLayout.MaxHoles;
    }

    readonly ref struct Walk(ReadOnlySpan<byte> line, LineLayout layout, WrittenRoles written, KeyPath path)
    {
        readonly ReadOnlySpan<byte> _line = line;

        /// <summary>Returns the place after the closing brace.</summary>
        public int Object(int at, bool isRoot)
        {
            at = JsonText.SkipSpace(_line, at + 1);
            while (_line[at] == '"')
            {
                at = Member(at, isRoot);
                at = JsonText.SkipSpace(_line, at);
                if (_line[at] != ',') break;
                at = JsonText.SkipSpace(_line, at + 1);
            }

            return at + 1;
        }

        int Member(int at, bool isRoot)
        {
            at = JsonText.SkipKey(_line, at, out var key);
            var name = _line.Slice(key.Start, key.Length);
            if (_line[at] == '{')
            {
                var outer = path.Push(isRoot && name.SequenceEqual("metadata"u8) ? [] : name);
                at = Object(at, isRoot: false);
                path.Pop(outer);
                return at;
            }

            var end = JsonText.SkipValue(_line, at, 0, out var kind);
            var before = path.Push(name);
            Add(kind == FieldKind.Text ? new TextSlice(at + 1, end - at - 2) : new TextSlice(at, end - at));
            path.Pop(before);
            return end;
        }

        void Add(TextSlice slice)
        {
            if (layout.Count > LineLayout.MaxHoles) return;
            var meaning = HoleMeanings.Of(slice, written);
            layout.Add(_line, slice, meaning, meaning == HoleMeaning.Metadata ? path.Bytes : []);
        }
    }
}
