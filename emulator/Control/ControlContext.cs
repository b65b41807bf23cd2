using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Control;

/// <summary>The emulator that the control controls.</summary>
/// <param name="Emulator">Its public methods.</param>
/// <param name="Host">Its parts.</param>
internal sealed record ControlContext(ApiEmulator Emulator, EmulatorHost Host);
