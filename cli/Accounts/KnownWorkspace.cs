using System.Globalization;

namespace ClickFunnels.Cli.Accounts;

/// <summary>A workspace that the token of a profile can access.</summary>
/// <param name="Id">Its numeric id.</param>
/// <param name="PublicId">Its public id; null if it is not known.</param>
/// <param name="Subdomain">The first part of its host; null if it is not known.</param>
/// <param name="Name">Its name; null if it is not known.</param>
internal sealed record KnownWorkspace(long Id, string? PublicId, string? Subdomain, string? Name)
{
    public static KnownWorkspace Of(Workspace workspace) => new(workspace.Id, workspace.PublicId, workspace.Subdomain, workspace.Name);

    /// <summary>Returns true if a user means the workspace: its id, public id or subdomain.</summary>
    public bool IsNamed(string name) =>
        Id.ToString(CultureInfo.InvariantCulture) == name
        || PublicId == name
        || string.Equals(Subdomain, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the id and the subdomain, for messages.</summary>
    public override string ToString() => Subdomain is null ? Id.ToString(CultureInfo.InvariantCulture) : $"{Id} ({Subdomain})";
}
