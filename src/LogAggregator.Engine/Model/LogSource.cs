namespace LogAggregator.Engine.Model;

/// <summary>
/// Where a record came from. Equal sources are one source: the store interns them and a record holds the number.
/// No member is null; what is not known is empty.
/// </summary>
/// <param name="Host">Name of the machine whose engine ran the container.</param>
/// <param name="ContainerName">Name without the leading slash.</param>
/// <param name="ContainerId">The first 12 hex digits of the container's id (or what a posted record says).</param>
/// <param name="Image">The image as the container names it.</param>
/// <param name="Project">Compose project.</param>
/// <param name="Service">
/// The line's own <c>service</c>, else the compose service, else the container's name. Empty only where a container
/// printed more different services than are interned; then the line itself has it.
/// </param>
/// <param name="ComposeService">Compose service, whatever the line says.</param>
/// <param name="Stream">The container's output.</param>
public sealed record LogSource(
    string Host,
    string ContainerName,
    string ContainerId,
    string Image,
    string Project,
    string Service,
    string ComposeService,
    OutputStream Stream)
{
    public static LogSource Empty { get; } = new("", "", "", "", "", "", "", OutputStream.None);
}
