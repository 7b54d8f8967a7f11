using System;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>Compares the path of a block's column with the name of a field of the metadata, which leaves the prefix out.</summary>
static class FieldPath
{
    /// <summary>The column holds the field, if the line has no other of that name.</summary>
    public static bool IsNamed(string path, string name) => path == name || WithoutMetadata(path) == name;

    /// <summary>The field is an object or array there, or the key has escapes and its name is not known.</summary>
    public static bool IsInside(string path, string name) =>
        path.Contains('\\', StringComparison.Ordinal) || Leads(path, name) || Leads(WithoutMetadata(path), name);

    static bool Leads(string path, string name) =>
        path.Length > name.Length && path[name.Length] == '.' && path.StartsWith(name, StringComparison.Ordinal);

    static string WithoutMetadata(string path) =>
        path.StartsWith(FieldNames.MetadataPrefix, StringComparison.OrdinalIgnoreCase) ? path[FieldNames.MetadataPrefix.Length..] : path;
}
