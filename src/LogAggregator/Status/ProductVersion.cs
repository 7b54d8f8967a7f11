namespace LogAggregator.Status;

/// <summary>The version of this program, such as <c>0.1.0</c>.</summary>
static class ProductVersion
{
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
