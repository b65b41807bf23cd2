using Aspire.Hosting.ApplicationModel;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>A value that a project needs to reach an emulator.</summary>
/// <param name="Setting">Name of the setting in the options of the client, such as <c>WorkspaceId</c>.</param>
/// <param name="Property">Name of the connection property, such as <c>Token</c>.</param>
/// <param name="Expression">The value.</param>
/// <param name="IsPartOfConnection">True if the connection string has it.</param>
internal sealed record EmulatorSetting(string Setting, string Property, ReferenceExpression Expression, bool IsPartOfConnection = true);
