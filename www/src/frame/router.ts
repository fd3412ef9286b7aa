import { type Address, fragmentOf, parseAddress, type Place } from './address';
import { COLLECTOR } from './address';
import { LOCALES, type Locale } from '../locale';

/** Keeps the address and what is shown in step. */
export class Router {
  #address: Address;
  readonly #moved: (address: Address) => void;

  /** `moved` is told of each move that the reader makes: by a link, or by the browser's own buttons. */
  constructor(moved: (address: Address) => void) {
    this.#address = parseAddress(location.hash);
    this.#moved = moved;
    window.addEventListener('hashchange', () => {
      this.#address = parseAddress(location.hash);
      this.#moved(this.#address);
    });
  }

  get address(): Address {
    return this.#address;
  }

  get place(): Place {
    return this.#address.place;
  }

  /** A new screen, which the browser's way back leads out of. */
  go(place: Place): void {
    this.#address = { ...this.#address, place };
    history.pushState(null, '', fragmentOf(this.#address));
    this.#moved(this.#address);
  }

  /** Another screen in the place of this one: the way back skips what could not stand. */
  replace(place: Place): void {
    this.#address = { ...this.#address, place };
    this.#rewrite();
    this.#moved(this.#address);
  }

  /** The language of the address, without a move. */
  setLocale(locale: Locale): void {
    if (locale === this.#address.locale) return;
    this.#address = { ...this.#address, locale };
    this.#rewrite();
  }

  #rewrite(): void {
    const { locale, place } = this.#address;
    const bare = locale === LOCALES[0] && place === COLLECTOR;
    history.replaceState(null, '', bare ? location.pathname + location.search : fragmentOf(this.#address));
  }
}
