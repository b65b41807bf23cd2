namespace ClickFunnels;

/// <summary>Which of the two hosts serves an operation (<c>x-host</c> of the contract).</summary>
internal enum ApiHost
{
    /// <summary><c>accounts.myclickfunnels.com</c>: teams, users and workspaces.</summary>
    Accounts,

    /// <summary><c>{subdomain}.myclickfunnels.com</c>: everything in a workspace.</summary>
    Workspace,
}
