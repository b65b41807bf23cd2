namespace ClickFunnels.OAuth;

/// <summary>What a customer connects. Source: vendor guide, OAuth, 2025-11, and the vendor's command line program, 2026-06.</summary>
public enum OAuthFlow
{
    /// <summary>One workspace, which the customer picks; the token belongs to the installation and outlives the person.</summary>
    Installation,

    /// <summary>The person with all of their workspaces.</summary>
    User,
}
