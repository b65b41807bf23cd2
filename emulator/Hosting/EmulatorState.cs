using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Hosting;

/// <summary>All that an emulator goes back to: its records, and the tokens that reach them.</summary>
/// <param name="Records">The records.</param>
/// <param name="Tokens">The tokens.</param>
internal sealed record EmulatorState(StoreState Records, IReadOnlyList<IssuedToken> Tokens);
