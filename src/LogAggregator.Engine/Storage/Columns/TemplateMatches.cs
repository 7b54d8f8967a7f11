namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Which values of each template match, while it is not asked yet in which rows they stand.</summary>
/// <param name="rows">How many rows each template has, those without one last.</param>
sealed class TemplateMatches(int[] rows)
{
    readonly RowSet?[] _ofTemplate = new RowSet?[rows.Length];

    public bool AreNone
    {
        get
        {
            foreach (var matching in _ofTemplate)
            {
                if (matching is { IsEmpty: false }) return false;
            }

            return true;
        }
    }

    public bool IsNone(int template) => _ofTemplate[template] is not { IsEmpty: false };

    /// <summary>A row for each of the template's values, in order.</summary>
    public RowSet Of(int template) => _ofTemplate[template] ??= new RowSet(rows[template]);

    public void AddAll(int template) => Of(template).AddAll();

    /// <summary>Adds the rows where they stand.</summary>
    public void AddRows(RowPlaces places, RowSet target)
    {
        for (var row = 0; row < places.Count; row++)
        {
            if (_ofTemplate[places.Numbers[row]] is { } matching && matching[places.Ordinals[row]]) target.Add(row);
        }
    }
}
