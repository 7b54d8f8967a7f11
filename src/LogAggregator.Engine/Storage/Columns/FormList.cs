using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Collects the forms of a column's values. Too many of them are as good as none.</summary>
sealed class FormList
{
    /// <summary>More texts of a column are one form: they are asked quicker where they stand.</summary>
    public const int MaxTexts = 64;

    const int MaxForms = 4096;
    const int MaxTextBytes = 128 * 1024;

    readonly List<TextForm> _forms = [];
    int _rows;
    int _textBytes;

    public void Add(TextForm form)
    {
        if (form.Rows == 0) return;
        _forms.Add(form);
        _rows += form.Rows;
        _textBytes += form.Text.Length;
    }

    public TextForm[] ToArray() => _forms.Count > MaxForms || _textBytes > MaxTextBytes ? [TextForm.OfHole(HoleBytes.Any, _rows)] : [.. _forms];
}
