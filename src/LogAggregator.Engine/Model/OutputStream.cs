namespace LogAggregator.Engine.Model;

/// <summary>Which output of a container a line came from. A terminal's output counts as <see cref="Stdout"/>. The numbers are stored.</summary>
public enum OutputStream : byte
{
    /// <summary>Not from a container's output: posted, or made by the service itself.</summary>
    None = 0,
    Stdout = 1,
    Stderr = 2,
}
