namespace ClickFunnels.OAuth;

/// <summary>The kind of connection. Source: vendor guide, OAuth, 2025-11, and the vendor's command line program, 2026-06.</summary>
public enum OAuthFlow
{
    /// <summary>One workspace, which the customer chooses. The token belongs to the installation, not to the person.</summary>
    Installation,

    /// <summary>The person, with all their workspaces.</summary>
    User,
}
