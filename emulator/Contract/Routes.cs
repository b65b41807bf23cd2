global using RoutedOperation = ClickFunnels.Contracts.Routing.RouteMatch<ClickFunnels.Emulator.Contract.ContractOperation>;
global using RouteTable = ClickFunnels.Contracts.Routing.RouteTable<ClickFunnels.Emulator.Contract.ContractOperation>;
